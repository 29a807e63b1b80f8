import { Suspense } from "react";

import { PageHeader } from "@/components/page-header";
import { ToastProvider } from "@/components/toast";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";

export interface GalleryPart {
  title: string;
  Show: () => React.ReactNode;
}

const parts = import.meta.glob<{ default: GalleryPart }>("./parts/*.tsx", { eager: true });
const client = new QueryClient();

/** Every shared component in every state, on one page. A file in `parts/` adds one. */
export function Gallery() {
  return (
    <QueryClientProvider client={client}>
      <ToastProvider>
        <main className="mx-auto max-w-page px-4 py-8 sm:px-6">
          <PageHeader title="Components" lead="What the pages are made of. Look here before making a new one." />
          <div className="flex flex-col gap-10">
            {Object.values(parts).map(({ default: part }) => (
              <section key={part.title} aria-label={part.title}>
                <h2 className="mb-3 text-lg font-semibold tracking-tight">{part.title}</h2>
                <Suspense fallback={null}>
                  <part.Show />
                </Suspense>
              </section>
            ))}
          </div>
        </main>
      </ToastProvider>
    </QueryClientProvider>
  );
}
