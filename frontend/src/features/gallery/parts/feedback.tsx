import { CalendarDays } from "lucide-react";

import { ProblemError } from "@/api/problem";
import { Badge, Status } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { Progress } from "@/components/progress";
import { SkeletonRows } from "@/components/skeleton";
import { useToast } from "@/components/toast";

const TONES = ["neutral", "accent", "good", "warning", "danger", "info"] as const;
const problem = new ProblemError(503, "unavailable", "Away", "The database can't be reached now.", "It is tried again by itself.");

function Show() {
  const toast = useToast();
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Card title="States">
        <div className="flex flex-wrap items-center gap-3">
          {TONES.map((tone) => <Badge key={tone} tone={tone}>{tone}</Badge>)}
          {TONES.map((tone) => <Status key={tone} tone={tone}>{tone}</Status>)}
        </div>
      </Card>
      <Card title="Progress">
        <div className="flex flex-col gap-4">
          <Progress label="Fetching the model" detail="40 of 120 MB" share={0.33} />
          <Progress label="Waiting for the server" />
        </div>
      </Card>
      <Card>
        <EmptyState icon={CalendarDays} title="No events this week" action={<Button kind="primary">Add an event</Button>}>
          What you or the assistant write down appears here.
        </EmptyState>
      </Card>
      <div className="flex flex-col gap-5">
        <ErrorNotice error={problem} onRetry={() => undefined} />
        <Card title="Coming"><SkeletonRows count={3} /></Card>
        <Button
          className="self-start"
          onClick={() => { toast({ title: "Event deleted", detail: "Dentist, Tuesday 9:00", action: { label: "Undo", onSelect: () => undefined } }); }}
        >
          Show a note
        </Button>
      </div>
    </div>
  );
}

export default { title: "Feedback", Show };
