/* Written by `npm run types` from the OpenAPI description. */
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/house": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * House
         * @description How to reach the assistant.
         */
        get: operations["house"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stack Status
         * @description How each service is: the last answers, at once.
         */
        get: operations["stack_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changelog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changelog
         * @description What changed, the newest first.
         */
        get: operations["changelog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ChangelogPart
         * @description Changes of one kind, such as what was added.
         *
         *     Attributes:
         *         items: One change each; code stands between backticks.
         */
        ChangelogPart: {
            /** Title */
            title: string;
            /** Items */
            items: string[];
        };
        /**
         * CheckResult
         * @description One check.
         *
         *     Attributes:
         *         ok: Whether it does its work.
         *         degraded: Whether something else does it in its place.
         */
        CheckResult: {
            /** Ok */
            ok: boolean;
            /** Detail */
            detail: string;
            /**
             * Degraded
             * @default false
             */
            degraded: boolean;
        };
        /**
         * HealthReport
         * @description Everything the work needs.
         *
         *     Attributes:
         *         status: healthy, degraded (the work is done, but a spare does some of it) or unhealthy.
         */
        HealthReport: {
            /** Status */
            status: string;
            /** Checks */
            checks: {
                [key: string]: components["schemas"]["CheckResult"];
            };
        };
        /**
         * House
         * @description What people need to know to get in touch.
         *
         *     Attributes:
         *         assistant: Name of the assistant in Mumble.
         *         phone: Empty where it has no number.
         *         mail: Empty where it has no address.
         */
        House: {
            /** Assistant */
            assistant: string;
            mumble: components["schemas"]["MumbleAddress"];
            /** Phone */
            phone: string;
            /** Mail */
            mail: string;
            /** Links */
            links: components["schemas"]["PageLink"][];
        };
        /**
         * MumbleAddress
         * @description How to reach the Mumble server.
         *
         *     Attributes:
         *         host: Empty for the host under which the page itself was opened.
         *         needs_password: Whether the server asks for one; the owner tells it.
         *         is_for_this_machine_only: Whether other machines can't reach it.
         */
        MumbleAddress: {
            /** Host */
            host: string;
            /** Port */
            port: number;
            /** Needs Password */
            needs_password: boolean;
            /** Is For This Machine Only */
            is_for_this_machine_only: boolean;
        };
        /**
         * PageLink
         * @description Another service with pages.
         *
         *     Attributes:
         *         url: Empty where it is at `port` of the host under which the page itself was opened.
         */
        PageLink: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Url */
            url: string;
            /** Port */
            port: number;
        };
        /**
         * Release
         * @description The changes of one version.
         *
         *     Attributes:
         *         date: As `2026-11-23`; None for what is not released yet.
         */
        Release: {
            /** Version */
            version: string;
            /** Date */
            date: string | null;
            /** Parts */
            parts: components["schemas"]["ChangelogPart"][];
        };
        /**
         * ServiceStatus
         * @description One service.
         *
         *     Attributes:
         *         reason: Why it is not healthy, for strangers: no address, no version, nothing of what is inside.
         *         answered_ms: How long it took to answer; None where it did not.
         */
        ServiceStatus: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /**
             * State
             * @enum {string}
             */
            state: "healthy" | "degraded" | "starting" | "down";
            /**
             * Reason
             * @default
             */
            reason: string;
            /** Answered Ms */
            answered_ms?: number | null;
        };
        /**
         * StackStatus
         * @description Every service at one moment.
         *
         *     Attributes:
         *         checked_at: When they were asked; None while the first answers are awaited.
         */
        StackStatus: {
            /** Checked At */
            checked_at: string | null;
            /** Services */
            services: components["schemas"]["ServiceStatus"][];
        };
        /**
         * Problem
         * @description Body of an error anywhere else (RFC 9457).
         *
         *     Attributes:
         *         type: Always `about:blank`: `code` tells one problem from another.
         *         title: What the status means.
         *         detail: What went wrong and what to do.
         *         error: The same, under the name of earlier versions.
         *         code: For programs, such as `not_signed_in`; None where the status says it all.
         *         param: The value of the request that it is about.
         */
        Problem: {
            /**
             * Type
             * @default about:blank
             */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /** Detail */
            detail: string;
            /** Error */
            error: string;
            /**
             * Code
             * @default null
             */
            code: string | null;
            /**
             * Param
             * @default null
             */
            param: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthReport"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    house: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["House"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stack_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StackStatus"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changelog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"][];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
