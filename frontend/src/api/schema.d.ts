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
    "/calendar/{token}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Feed */
        get: operations["feed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Session
         * @description Whoever is signed in.
         */
        get: operations["session"];
        put?: never;
        /**
         * Sign In
         * @description Signs in: the answer sets the session's cookie.
         */
        post: operations["sign_in"];
        /**
         * Sign Out
         * @description Ends the session.
         */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live
         * @description What changes, as it changes: an event a topic, its data as JSON; `resync` says that some were lost.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Presence
         * @description Who is in which channel of the Mumble server.
         */
        get: operations["presence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stats
         * @description Figures: an owner's are of everybody together, everybody else's are their own.
         */
        get: operations["stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/upcoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Upcoming
         * @description What comes next in the reader's calendar.
         */
        get: operations["upcoming"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Machine
         * @description Disk, memory and models of the machine that the control panel runs on.
         */
        get: operations["machine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stack Health
         * @description How every part of the stack is, and why.
         */
        get: operations["stack_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs
         * @description How far the work is.
         */
        get: operations["jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do Job Again
         * @description Puts a job that was given up back into the queue.
         */
        post: operations["do_job_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/logs/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Log Sources
         * @description Which services log, and whether their logs can be read here.
         */
        get: operations["log_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Logs
         * @description The newest lines that fit; with `after`, the lines that came since.
         */
        get: operations["logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Flights
         * @description The newest turns that fit: an owner's view is of everybody's, everybody else sees their own.
         */
        get: operations["flights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{flight_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Flight
         * @description One turn in full.
         */
        get: operations["flight"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{flight_id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Flight Audio
         * @description What was said, as WAV; parts of it by `Range`.
         */
        get: operations["flight_audio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calendar People
         * @description The viewer first, then everybody who lets the household see their calendar.
         */
        get: operations["calendar_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/sharing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Share Calendar
         * @description Lets others of the household see the viewer's calendar, or only its times, or nothing of it.
         */
        put: operations["share_calendar"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calendar Window
         * @description What overlaps [start, end), of the viewer or of those people whose calendars the viewer may see.
         */
        get: operations["calendar_window"];
        put?: never;
        /**
         * Add Event
         * @description Keeps an event. The same one (title, start, repetition) is kept once, with what was said again added.
         */
        post: operations["add_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Calendar
         * @description The events that are meant by some words, best first, each at its next time, else its last one.
         */
        get: operations["search_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/understand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Understand Line
         * @description Reads a line of words as an event; nothing is kept.
         */
        post: operations["understand_line"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Event
         * @description One time of an event; without a key the first one.
         */
        get: operations["read_event"];
        put?: never;
        post?: never;
        /**
         * Cancel Event
         * @description Takes an event, or some of its times, out of the calendar; it can be taken back for 90 days.
         */
        delete: operations["cancel_event"];
        options?: never;
        head?: never;
        /**
         * Edit Event
         * @description Changes one time of an event, that and the following ones, or all of it.
         */
        patch: operations["edit_event"];
        trace?: never;
    };
    "/api/v1/calendar/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Change
         * @description Takes back a change of events, tasks or reminders; refused where it was changed again since.
         */
        post: operations["undo_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tasks
         * @description What is open, on one list or on all.
         */
        get: operations["list_tasks"];
        put?: never;
        /**
         * Add Task
         * @description Puts something on a list; what is on it already stays there once.
         */
        post: operations["add_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/tasks/finished": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Finished Tasks
         * @description What was done, the last first.
         */
        get: operations["list_finished_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Drop Task
         * @description Takes something off its list undone.
         */
        delete: operations["drop_task"];
        options?: never;
        head?: never;
        /**
         * Edit Task
         * @description Changes something that is open.
         */
        patch: operations["edit_task"];
        trace?: never;
    };
    "/api/v1/calendar/tasks/{task_id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish Task
         * @description Notes that something is done.
         */
        post: operations["finish_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/tasks/{task_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen Task
         * @description Puts something that was done back on its list.
         */
        post: operations["reopen_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reminders
         * @description What waits, and what was told within a day and not answered, in the order it is due.
         */
        get: operations["list_reminders"];
        put?: never;
        /**
         * Set Reminder
         * @description Reminds the viewer of something at a moment, or at every one of a rule.
         */
        post: operations["set_reminder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/reminders/{reminder_id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Snooze Reminder
         * @description Tells it again a while from now.
         */
        post: operations["snooze_reminder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/reminders/{reminder_id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish Reminder
         * @description Notes that it needs no more thought.
         */
        post: operations["finish_reminder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/reminders/{reminder_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Cancel Reminder
         * @description Calls it off; a repeated one with all that would follow.
         */
        delete: operations["cancel_reminder"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/export.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Calendar
         * @description The whole calendar as an iCalendar file.
         */
        get: operations["export_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Calendar
         * @description Takes an iCalendar file in: new events are added, known ones (by UID) brought up to date.
         */
        post: operations["import_calendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed State
         * @description Whether there is an address to subscribe to; the address itself is told once, when it is made.
         */
        get: operations["feed_state"];
        put?: never;
        /**
         * Renew Feed
         * @description Makes a new address; the one before is good for nothing from then on.
         */
        post: operations["renew_feed"];
        /**
         * End Feed
         * @description Takes the address away.
         */
        delete: operations["end_feed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Memory
         * @description How much is kept.
         */
        get: operations["memory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Memory People
         * @description How much is kept of each person, and who lets an owner look.
         */
        get: operations["memory_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/sharing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Share Memory
         * @description Lets an owner read one's own memory, or no more.
         */
        put: operations["share_memory"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/known": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What Is Known
         * @description What the assistant knows of whoever asks.
         */
        get: operations["what_is_known"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Memory
         * @description Everything that is kept of whoever asks, as a file.
         */
        get: operations["export_memory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Memory
         * @description The lines, facts and names that belong to a question, and why each line was found.
         */
        get: operations["search_memory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Facts
         * @description One page of facts.
         */
        get: operations["facts"];
        put?: never;
        /**
         * Tell Fact
         * @description Keeps something in mind.
         */
        post: operations["tell_fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/facts/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fact Counts
         * @description How many facts there are of each category and with each tag.
         */
        get: operations["fact_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/facts/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Duplicate Facts
         * @description Groups of facts that seem to say the same.
         */
        get: operations["duplicate_facts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/facts/{fact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fact Story
         * @description A fact with where it was told, what it replaced and what replaced it.
         */
        get: operations["fact_story"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Fact
         * @description Changes a fact; a new value ends the old one, which stays as what was so before.
         */
        patch: operations["change_fact"];
        trace?: never;
    };
    "/api/v1/memory/facts/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Facts
         * @description Makes one of several facts that say the same.
         */
        post: operations["merge_facts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/facts/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget Facts
         * @description Forgets facts.
         */
        post: operations["forget_facts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/facts/forget/{undo}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Facts
         * @description Brings back what was forgotten a moment ago.
         */
        post: operations["restore_facts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entities
         * @description One page of entities, those spoken of last first.
         */
        get: operations["entities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/entities/graph": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entity Graph
         * @description The entities spoken of most, and what joins them.
         */
        get: operations["entity_graph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/entities/{entity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entity
         * @description One entity.
         */
        get: operations["entity"];
        put?: never;
        post?: never;
        /**
         * Forget Entity
         * @description Forgets an entity; messages and facts stay.
         */
        delete: operations["forget_entity"];
        options?: never;
        head?: never;
        /**
         * Change Entity
         * @description Gives another name or kind.
         */
        patch: operations["change_entity"];
        trace?: never;
    };
    "/api/v1/memory/entities/{entity_id}/mentions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entity Mentions
         * @description Where it was spoken of.
         */
        get: operations["entity_mentions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/entities/{entity_id}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Alias
         * @description Adds something it is called.
         */
        post: operations["add_alias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/entities/{entity_id}/aliases/{alias_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Alias
         * @description Takes away something it is called.
         */
        delete: operations["remove_alias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/entities/{entity_id}/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Relation
         * @description Keeps what it is to whom.
         */
        post: operations["add_relation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/entities/{entity_id}/relations/{relation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Relation
         * @description Takes a relation away.
         */
        delete: operations["remove_relation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/entities/{entity_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Entities
         * @description Makes one of two that turned out to be the same; the first stays.
         */
        post: operations["merge_entities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Topics
         * @description One page of topics, those talked about last first.
         */
        get: operations["topics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/topics/{topic_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Topic
         * @description Gives a topic another label, takes it up again, or ends it.
         */
        patch: operations["change_topic"];
        trace?: never;
    };
    "/api/v1/memory/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History
         * @description Messages: the newest, or those around a message, from a moment on, or before or after a place.
         */
        get: operations["history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/history/talks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Talks
         * @description One page of talks.
         */
        get: operations["talks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/history/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget Messages
         * @description Forgets messages for good.
         */
        post: operations["forget_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/consolidation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consolidation
         * @description What was summed up, what waits, and whether a run is under way.
         */
        get: operations["consolidation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/consolidation/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consolidation Runs
         * @description One page of the log of runs.
         */
        get: operations["consolidation_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/consolidation/summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Summaries
         * @description One page of summaries.
         */
        get: operations["summaries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/consolidation/summaries/{summary_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Summary Messages
         * @description The messages that a summary stands for.
         */
        get: operations["summary_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/consolidation/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run Consolidation
         * @description Sums up one's own old talk now, as a job.
         */
        post: operations["run_consolidation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stores
         * @description What is in the three stores, and which of them is away.
         */
        get: operations["stores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memory/stores/vectors/{repair}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Repair Vectors
         * @description Makes the vector index anew, or only tells it what it lacks; a job.
         */
        post: operations["repair_vectors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Personas
         * @description All personas and who talks with which.
         */
        get: operations["personas"];
        put?: never;
        /**
         * Write Persona
         * @description Keeps a new persona.
         */
        post: operations["write_persona"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personas/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Persona
         * @description Changes a persona that somebody wrote; what it was is kept.
         */
        put: operations["change_persona"];
        post?: never;
        /**
         * Remove Persona
         * @description Removes a persona that somebody wrote; whoever chose it gets the usual one.
         */
        delete: operations["remove_persona"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personas/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Persona Versions
         * @description What a persona has been, the newest first.
         */
        get: operations["persona_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personas/enhance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enhance Persona
         * @description Lets a capable language model make a persona richer; nothing is kept.
         */
        post: operations["enhance_persona"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personas/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Persona
         * @description What the assistant would say with a persona; nothing is kept, and nobody's memory is used.
         */
        post: operations["preview_persona"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personas/choices/everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose Everywhere
         * @description Chooses the persona for everywhere, or the usual one.
         */
        put: operations["choose_everywhere"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personas/choices/channel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose For Channel
         * @description Chooses the persona of a channel, or none of its own.
         */
        put: operations["choose_for_channel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personas/choices/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose For Me
         * @description Chooses the persona that the reader talks with, or none of their own.
         */
        put: operations["choose_for_me"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personas/choices/people/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose For Person
         * @description Chooses the persona that somebody talks with, or none of their own.
         */
        put: operations["choose_for_person"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody */
        get: operations["everybody"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person_id}/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export */
        get: operations["export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person_id}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take */
        post: operations["take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person_id}/calendar/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State */
        get: operations["state"];
        put?: never;
        /** Renew */
        post: operations["renew"];
        /** Withdraw */
        delete: operations["withdraw"];
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
         * AccountView
         * @description Whoever is signed in.
         */
        AccountView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Sign In Name */
            sign_in_name: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /** Time Zone */
            time_zone: string;
            /** Language */
            language: string;
            /**
             * Clock
             * @enum {integer}
             */
            clock: 12 | 24;
        };
        /**
         * AliasView
         * @description One thing that an entity is called.
         */
        AliasView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * AmountsView
         * @description How much is kept; see `mumble_ai.memory.overview.Amounts`.
         */
        AmountsView: {
            /** Messages */
            messages: number;
            /** Talks */
            talks: number;
            /** Facts */
            facts: number;
            /** Entities */
            entities: number;
            /** Topics */
            topics: number;
            /** Summaries */
            summaries: number;
            /** Vectors */
            vectors: number;
            /** Since */
            since: string | null;
        };
        /**
         * CacheView
         * @description Redis.
         *
         *     Attributes:
         *         values: Names that something is kept under.
         *         server_bytes: Memory of the whole server.
         */
        CacheView: {
            /** Problem */
            problem: string;
            /** Values */
            values: number | null;
            /** Server Bytes */
            server_bytes: number | null;
        };
        /**
         * CalendarPerson
         * @description Somebody whose calendar the viewer may see.
         */
        CalendarPerson: {
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Name */
            name: string;
            /** Is Me */
            is_me: boolean;
            shown: components["schemas"]["Shown"];
            /** Colour */
            colour: number;
        };
        /**
         * CalendarWindow
         * @description What lies in a span of time.
         *
         *     Attributes:
         *         zone: The viewer's, in which all of it is told.
         */
        CalendarWindow: {
            /** Zone */
            zone: string;
            /**
             * Now
             * Format: date-time
             */
            now: string;
            /** Events */
            events: components["schemas"]["EventView"][];
        };
        /**
         * CallView
         * @description What an engine was asked and gave; see `mumble_ai.flight.record.EngineCall`.
         */
        CallView: {
            part: components["schemas"]["Part"];
            /** At S */
            at_s: number;
            /** Listened S */
            listened_s: number | null;
            /** Took S */
            took_s: number;
            /** Asked */
            asked: string;
            /** Text */
            text: string;
            /** Pieces */
            pieces: components["schemas"]["PieceView"][];
            /** Sound S */
            sound_s: number;
            /** Error */
            error: string;
        };
        /**
         * ChangedEntity
         * @description What is to be different; null leaves a thing as it is.
         */
        ChangedEntity: {
            /** Name */
            name?: string | null;
            /** Kind */
            kind?: string | null;
        };
        /**
         * ChangedFact
         * @description What is to be different; null leaves a thing as it is.
         *
         *     Attributes:
         *         is_correction: The old value never was so.
         */
        ChangedFact: {
            /** Value */
            value?: string | null;
            /** Text */
            text?: string | null;
            /**
             * Is Correction
             * @default false
             */
            is_correction: boolean;
            /** Category */
            category?: ("schedule" | "fact" | "task" | "preference" | "reminder" | "other") | null;
            /** Importance */
            importance?: number | null;
            /** Tags */
            tags?: string[] | null;
            /** Private */
            private?: boolean | null;
        };
        /**
         * ChangedTopic
         * @description What is to be different; null leaves a thing as it is.
         */
        ChangedTopic: {
            /** Label */
            label?: string | null;
            /** State */
            state?: ("active" | "switched" | "resolved") | null;
        };
        /**
         * ChannelChoice
         * @description The persona of a channel.
         */
        ChannelChoice: {
            /** Channel */
            channel: string;
            /** Persona */
            persona: string | null;
        };
        /**
         * ChannelThere
         * @description A channel and who is in it.
         *
         *     Attributes:
         *         path: Such as `Family/Kitchen`; empty for the root.
         */
        ChannelThere: {
            /** Path */
            path: string;
            /** Name */
            name: string;
            /**
             * People
             * @default []
             */
            people: components["schemas"]["PersonThere"][];
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
         * CheckView
         * @description One thing that a part looks after.
         */
        CheckView: {
            /** Name */
            name: string;
            /** Ok */
            ok: boolean;
            /** Degraded */
            degraded: boolean;
            /** Detail */
            detail: string;
        };
        /**
         * Choice
         * @description A persona's name; null for none.
         */
        Choice: {
            /** Persona */
            persona: string | null;
        };
        /**
         * ComingEvent
         * @description Something planned.
         *
         *     Attributes:
         *         start: With the offset of the reader's zone.
         */
        ComingEvent: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Place */
            place: string;
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Is All Day */
            is_all_day: boolean;
            /** Importance */
            importance: number;
        };
        /**
         * ConsolidationView
         * @description Where consolidation stands.
         *
         *     Attributes:
         *         after_days: Talk older than this is summed up.
         *         hour: Of the night, at which it runs by itself; null where that is switched off.
         *         waiting: Old messages that no summary stands for yet.
         */
        ConsolidationView: {
            /** After Days */
            after_days: number;
            /** Hour */
            hour: number | null;
            /** Messages */
            messages: number;
            /** Summed Up */
            summed_up: number;
            /** Waiting */
            waiting: number;
            /** Summaries */
            summaries: number;
            /** Tokens Saved */
            tokens_saved: number;
            work: components["schemas"]["Work"];
        };
        /**
         * Credentials
         * @description What somebody types to sign in.
         */
        Credentials: {
            /** Sign In Name */
            sign_in_name: string;
            /** Password */
            password: string;
        };
        /**
         * DecisionView
         * @description What was decided, `at_s` after the start of the turn, and why.
         */
        DecisionView: {
            /** At S */
            at_s: number;
            /** What */
            what: string;
            /** Why */
            why: string;
        };
        /**
         * EdgeView
         * @description What joins two.
         *
         *     Attributes:
         *         target: Null for the person.
         *         relation: What the source is to the target; empty where they are only spoken of together.
         *         weight: In how many messages they are; 0 where that was not counted.
         */
        EdgeView: {
            /**
             * Source
             * Format: uuid
             */
            source: string;
            /** Target */
            target: string | null;
            /** Relation */
            relation: string;
            /** Weight */
            weight: number;
        };
        /**
         * EntitiesView
         * @description A page of entities, with how many there are of each kind.
         */
        EntitiesView: {
            /** Entities */
            entities: components["schemas"]["EntityView"][];
            /** Next */
            next: string;
            /** Kinds */
            kinds: {
                [key: string]: number;
            };
        };
        /**
         * EntityView
         * @description Somebody or something with a name.
         *
         *     Attributes:
         *         mentions: How many messages speak of it.
         *         facts: How many facts are about it.
         */
        EntityView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Aliases */
            aliases: components["schemas"]["AliasView"][];
            /** Relations */
            relations: components["schemas"]["RelationView"][];
            /** Mentions */
            mentions: number;
            /** Facts */
            facts: number;
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
        };
        /**
         * EventBody
         * @description An event to be kept.
         */
        EventBody: {
            /** Title */
            title: string;
            /**
             * Start
             * @description A day, wall time in `zone`, or a moment with its offset.
             */
            start: string;
            /** Duration S */
            duration_s?: number | null;
            /**
             * Zone
             * @default
             */
            zone: string;
            /**
             * Place
             * @default
             */
            place: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Importance
             * @default 5
             */
            importance: number;
            /**
             * Rule
             * @default
             */
            rule: string;
            /** Remind Minutes */
            remind_minutes?: number[] | null;
            /** Is Busy */
            is_busy?: boolean | null;
        };
        /**
         * EventConflict
         * @description 409: it was changed meanwhile.
         *
         *     Attributes:
         *         theirs: The event as it is now.
         *         yours: What was to be different.
         */
        EventConflict: {
            /**
             * Type
             * @default about:blank
             */
            type: string;
            /**
             * Title
             * @default Changed meanwhile
             */
            title: string;
            /**
             * Status
             * @default 409
             */
            status: number;
            /** Detail */
            detail: string;
            /** Error */
            error: string;
            /**
             * Code
             * @default changed_meanwhile
             */
            code: string;
            theirs: components["schemas"]["EventView"];
            yours: components["schemas"]["EventPatch"];
        };
        /**
         * EventDone
         * @description What came of a change.
         *
         *     Attributes:
         *         event: The event as it is now; null where it was cancelled.
         *         was_there: The same one was in the calendar already.
         *         conflicts: What takes the same time, the first few.
         *         undo: Names the change for `POST /api/v1/calendar/undo`.
         */
        EventDone: {
            event: components["schemas"]["EventView"] | null;
            /**
             * Was There
             * @default false
             */
            was_there: boolean;
            /**
             * Conflicts
             * @default []
             */
            conflicts: components["schemas"]["EventView"][];
            /** Undo */
            undo: string;
        };
        /**
         * EventPatch
         * @description What is to be different; what is left out stays. `remind_minutes` null means the usual reminders again.
         *
         *     Attributes:
         *         key: The time that was edited; empty for the first one.
         *         revision: The state that was seen; another one there is answered with 409 and that one.
         */
        EventPatch: {
            /**
             * Key
             * @default
             */
            key: string;
            /** @default all */
            scope: components["schemas"]["Scope"];
            /** Revision */
            revision?: number | null;
            /** Title */
            title?: string | null;
            /** Start */
            start?: (string) | null;
            /** Duration S */
            duration_s?: number | null;
            /** Zone */
            zone?: string | null;
            /** Place */
            place?: string | null;
            /** Description */
            description?: string | null;
            /** Importance */
            importance?: number | null;
            /** Rule */
            rule?: string | null;
            /** Remind Minutes */
            remind_minutes?: number[] | null;
            /** Is Busy */
            is_busy?: boolean | null;
        };
        /**
         * EventView
         * @description An event at one of its times, told in the viewer's zone.
         *
         *     Attributes:
         *         key: Names this time of the event.
         *         start: With the offset there; midnight of all-day events.
         *         end: The first moment after it.
         *         rule: RRULE; empty for once.
         *         repeats: The rule in words.
         *         remind_minutes: Minutes before the start; null for the usual ones.
         *         zone: In which its times repeat.
         *         only_times: The owner shows when, and nothing else.
         *         mine: Whether the viewer may edit it.
         */
        EventView: {
            /**
             * Event Id
             * Format: uuid
             */
            event_id: string;
            /** Key */
            key: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Title */
            title: string;
            /** Place */
            place: string;
            /** Description */
            description: string;
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Is All Day */
            is_all_day: boolean;
            /** Importance */
            importance: number;
            /** Rule */
            rule: string;
            /** Repeats */
            repeats: string;
            /** Is Series */
            is_series: boolean;
            /** Is Changed */
            is_changed: boolean;
            /** Remind Minutes */
            remind_minutes: number[] | null;
            /** Is Busy */
            is_busy: boolean;
            /** Zone */
            zone: string;
            /** Revision */
            revision: number;
            /** Only Times */
            only_times: boolean;
            /** Mine */
            mine: boolean;
        };
        /**
         * FactCountsView
         * @description How many facts there are, by kind.
         */
        FactCountsView: {
            /** Current */
            current: number;
            /** Past */
            past: number;
            /** Categories */
            categories: {
                [key: string]: number;
            };
            /** Tags */
            tags: {
                [key: string]: number;
            };
        };
        /**
         * FactStoryView
         * @description A fact with where it was told, what it replaced and what replaced it.
         */
        FactStoryView: {
            fact: components["schemas"]["FactView"];
            /** Told In */
            told_in: components["schemas"]["MessageView"][];
            /** Earlier */
            earlier: components["schemas"]["FactView"][];
            later: components["schemas"]["FactView"] | null;
        };
        /**
         * FactView
         * @description One fact; see `mumble_ai.storage.tables.facts.FactRow`.
         *
         *     Attributes:
         *         text: A whole sentence, in the first person.
         *         quote: The words that it comes from.
         *         is_current: Whether it holds now, as far as was told.
         */
        FactView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Subject */
            subject: string;
            /** Attribute */
            attribute: string;
            /** Value */
            value: string;
            /** Text */
            text: string;
            /** Quote */
            quote: string;
            /** Category */
            category: string;
            /** Importance */
            importance: number;
            /** Tags */
            tags: string[];
            /** Is So */
            is_so: boolean;
            /** Is Single */
            is_single: boolean;
            /** Is Current */
            is_current: boolean;
            /** Private */
            private: boolean;
            /** Source Message Id */
            source_message_id: string | null;
            /** Valid From */
            valid_from: string | null;
            /** Valid Until */
            valid_until: string | null;
            /**
             * Learned At
             * Format: date-time
             */
            learned_at: string;
            /**
             * Told At
             * Format: date-time
             */
            told_at: string;
            /** Told Count */
            told_count: number;
            /** Withdrawn At */
            withdrawn_at: string | null;
        };
        /**
         * FactsView
         * @description A page of facts.
         */
        FactsView: {
            /** Facts */
            facts: components["schemas"]["FactView"][];
            /** Next */
            next: string;
        };
        /**
         * FeedAddress
         * @description The private address of a calendar, told once: it can't be read again.
         */
        FeedAddress: {
            /** Url */
            url: string;
        };
        /**
         * FeedState
         * @description Whether there is an address, and since when.
         */
        FeedState: {
            /** Exists */
            exists: boolean;
            /** Renewed At */
            renewed_at: string | null;
        };
        /**
         * FlightView
         * @description One turn in full.
         *
         *     Attributes:
         *         said: What was generated as the answer; `turn.played` is what was heard of it.
         *         sound_s: Length of the sound that is kept of the question; None where none is.
         */
        FlightView: {
            turn: components["schemas"]["TurnNews"];
            /** Said */
            said: string;
            /** Decisions */
            decisions: components["schemas"]["DecisionView"][];
            /** Wasted */
            wasted: {
                [key: string]: number;
            };
            /** Conditions */
            conditions: {
                [key: string]: string;
            };
            /** Calls */
            calls: components["schemas"]["CallView"][];
            /** Sound S */
            sound_s: number | null;
        };
        /**
         * FlightsView
         * @description Turns, the newest first.
         *
         *     Attributes:
         *         next_before: Where older ones begin; empty where there are none.
         *         recording: What `FLIGHT_RECORD` keeps of each turn.
         */
        FlightsView: {
            /** Turns */
            turns: components["schemas"]["TurnNews"][];
            /** Next Before */
            next_before: string;
            /**
             * Recording
             * @enum {string}
             */
            recording: "on" | "off" | "audio";
        };
        /**
         * FolderSize
         * @description What one folder of our home takes.
         */
        FolderSize: {
            /** Name */
            name: string;
            /** Bytes */
            bytes: number;
        };
        /**
         * Forgetting
         * @description Facts to be forgotten.
         *
         *     Attributes:
         *         with_messages: Also the messages they were told in, with their answers; these can't come back.
         */
        Forgetting: {
            /** Ids */
            ids: string[];
            /**
             * With Messages
             * @default false
             */
            with_messages: boolean;
        };
        /**
         * ForgottenCount
         * @description How many messages went, and what stays where.
         */
        ForgottenCount: {
            /** Messages */
            messages: number;
            /** In Words */
            in_words: string;
        };
        /**
         * ForgottenMessages
         * @description Messages to be forgotten, each with the other half of its exchange and all that was made of it.
         */
        ForgottenMessages: {
            /** Ids */
            ids: string[];
        };
        /**
         * ForgottenView
         * @description What was forgotten.
         *
         *     Attributes:
         *         undo: With which it can be brought back for ten minutes; empty where it can't.
         */
        ForgottenView: {
            /** Facts */
            facts: number;
            /** Messages */
            messages: number;
            /** Undo */
            undo: string;
        };
        /**
         * FoundLine
         * @description A line said before.
         *
         *     Attributes:
         *         why: Why it was found, in a few words.
         *         parts: What each sign added to the score or took from it.
         *         is_outdated: What it told has been replaced since.
         */
        FoundLine: {
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /**
             * Said At
             * Format: date-time
             */
            said_at: string;
            /** Who */
            who: string;
            /** Role */
            role: string;
            /** Text */
            text: string;
            /** Why */
            why: string;
            /** Score */
            score: number;
            /** Parts */
            parts: {
                [key: string]: number;
            };
            /** Private */
            private: boolean;
            /** Is Outdated */
            is_outdated: boolean;
        };
        /**
         * GraphView
         * @description The graph.
         *
         *     Attributes:
         *         left_out: How many entities are not in it.
         */
        GraphView: {
            /** Nodes */
            nodes: components["schemas"]["NodeView"][];
            /** Edges */
            edges: components["schemas"]["EdgeView"][];
            /** Left Out */
            left_out: number;
        };
        /**
         * GrownView
         * @description A persona before and after; nothing is kept.
         */
        GrownView: {
            /** Before */
            before: string;
            /** After */
            after: string;
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
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
         * HealthView
         * @description Every part, and how it is altogether.
         */
        HealthView: {
            state: components["schemas"]["mumble_ai__stack__board__State"];
            /**
             * Checked At
             * Format: date-time
             */
            checked_at: string;
            /** Parts */
            parts: components["schemas"]["PartView"][];
        };
        /**
         * HistoryView
         * @description Messages in a row, the newest first.
         *
         *     Attributes:
         *         older: Cursor for `before`; empty where these are the first.
         *         newer: Cursor for `after`; empty where these are the last.
         */
        HistoryView: {
            /** Messages */
            messages: components["schemas"]["MessageView"][];
            /** Older */
            older: string;
            /** Newer */
            newer: string;
        };
        /**
         * ImportDone
         * @description What came of a file.
         *
         *     Attributes:
         *         problems: What was left out or changed, and why.
         *         undo: Names the import for `POST /api/v1/calendar/undo`.
         */
        ImportDone: {
            /** Added */
            added: number;
            /** Updated */
            updated: number;
            /** Unchanged */
            unchanged: number;
            /** Problems */
            problems: string[];
            /** Undo */
            undo: string;
        };
        /**
         * ImportReport
         * @description What came of a file.
         */
        ImportReport: {
            /** Added */
            added: number;
            /** Updated */
            updated: number;
            /** Unchanged */
            unchanged: number;
            /** Problems */
            problems: string[];
        };
        /**
         * JobKindView
         * @description See `mumble_ai.storage.job_board.JobKind`.
         */
        JobKindView: {
            /** Name */
            name: string;
            /** Waiting */
            waiting: number;
            /** Later */
            later: number;
            /** Doing */
            doing: number;
            /** Failed */
            failed: number;
            /** Done */
            done: number;
            /** Next At */
            next_at: string | null;
        };
        /**
         * JobView
         * @description See `mumble_ai.storage.job_board.JobSeen`.
         */
        JobView: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Status */
            status: string;
            /** Attempts */
            attempts: number;
            /** Changed At */
            changed_at: string | null;
        };
        /**
         * JobsView
         * @description All jobs.
         *
         *     Attributes:
         *         workers: How many services do jobs now; 0 is a fault.
         *         done_lately: How many went well in the last ten minutes.
         */
        JobsView: {
            /** Kinds */
            kinds: components["schemas"]["JobKindView"][];
            /** Unfinished */
            unfinished: components["schemas"]["JobView"][];
            /** Workers */
            workers: number;
            /** Done Lately */
            done_lately: number;
        };
        /**
         * Kind
         * @description What it is.
         * @enum {string}
         */
        Kind: "reminder" | "timer" | "alarm" | "event";
        /**
         * KnownView
         * @description What the assistant knows of its asker, in words.
         */
        KnownView: {
            /** In Words */
            in_words: string;
        };
        /**
         * Line
         * @description Words such as "dentist tomorrow at 3 for an hour".
         */
        Line: {
            /** Text */
            text: string;
        };
        /**
         * LogLine
         * @description See `mumble_ai.stack.loglines.LogEntry`.
         */
        LogLine: {
            /** Service */
            service: string;
            /** At */
            at: string | null;
            /**
             * Level
             * @enum {string}
             */
            level: "debug" | "info" | "warning" | "error" | "critical";
            /** Text */
            text: string;
            /** Fields */
            fields: {
                [key: string]: string;
            };
            /** Turn */
            turn: string;
            /** More */
            more: string;
        };
        /**
         * LogSource
         * @description A service that logs.
         *
         *     Attributes:
         *         is_readable: Whether its log can be read here.
         *         why: Why not, and where it is instead.
         */
        LogSource: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Is Readable */
            is_readable: boolean;
            /**
             * Bytes
             * @default 0
             */
            bytes: number;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * LogsView
         * @description What was found, the newest first.
         *
         *     Attributes:
         *         cursor: Where the logs ended; what comes later is asked for with it.
         *         is_complete: False where older or more lines may fit.
         */
        LogsView: {
            /** Entries */
            entries: components["schemas"]["LogLine"][];
            /** Cursor */
            cursor: string;
            /** Is Complete */
            is_complete: boolean;
        };
        /**
         * Machine
         * @description The machine now.
         *
         *     Attributes:
         *         load: Processes that want to run, a core, over the last minute; 1 is busy.
         *         home: The folder of all state.
         */
        Machine: {
            disk: components["schemas"]["Space"];
            memory: components["schemas"]["Space"];
            /** Cores */
            cores: number;
            /** Load */
            load: number;
            /** Home */
            home: string;
            /** Folders */
            folders: components["schemas"]["FolderSize"][];
            /** Models */
            models: components["schemas"]["ModelThere"][];
        };
        /**
         * MemoryOverview
         * @description One's own memory.
         *
         *     Attributes:
         *         is_shared: Whether an owner may read it, but for what was said in private.
         */
        MemoryOverview: {
            amounts: components["schemas"]["AmountsView"];
            /** Is Shared */
            is_shared: boolean;
        };
        /**
         * MentionView
         * @description A message that speaks of an entity.
         *
         *     Attributes:
         *         words: Those that name it.
         */
        MentionView: {
            message: components["schemas"]["MessageView"];
            /** Words */
            words: string;
        };
        /**
         * MentionsView
         * @description A page of mentions.
         */
        MentionsView: {
            /** Mentions */
            mentions: components["schemas"]["MentionView"][];
            /** Next */
            next: string;
        };
        /**
         * MergedWith
         * @description Another entity that turned out to be the same.
         */
        MergedWith: {
            /**
             * Other
             * Format: uuid
             */
            other: string;
        };
        /**
         * Merging
         * @description Facts that say the same.
         */
        Merging: {
            /**
             * Keep
             * Format: uuid
             */
            keep: string;
            /** Others */
            others: string[];
        };
        /**
         * MessageView
         * @description One message; see `mumble_ai.memory.conversations.history.Said`.
         */
        MessageView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Session Id */
            session_id: string | null;
            /** Turn Id */
            turn_id: string;
            /** Role */
            role: string;
            /** Kind */
            kind: string;
            /** Door */
            door: string;
            /** Channel */
            channel: string;
            /** Private */
            private: boolean;
            /** Text */
            text: string;
            /** Interrupted */
            interrupted: boolean;
            /**
             * Said At
             * Format: date-time
             */
            said_at: string;
            /** Topic */
            topic: string;
            /** Topic State */
            topic_state: string;
        };
        /**
         * ModelThere
         * @description A model that the settings name.
         *
         *     Attributes:
         *         used_by: Names of the services that load it.
         *         is_there: Whether its files lie on this machine; None where that can't be seen from here.
         */
        ModelThere: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Purpose */
            purpose: string;
            /** Bytes */
            bytes: number;
            /** Licence */
            licence: string;
            /** Used By */
            used_by: string[];
            /** Is There */
            is_there: boolean | null;
        };
        /**
         * NewAlias
         * @description Something else it is called.
         */
        NewAlias: {
            /** Name */
            name: string;
        };
        /**
         * NewFact
         * @description Something to remember, in one's own words.
         */
        NewFact: {
            /** Text */
            text: string;
            /** Category */
            category?: ("schedule" | "fact" | "task" | "preference" | "reminder" | "other") | null;
            /** Importance */
            importance?: number | null;
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /**
             * Private
             * @default false
             */
            private: boolean;
        };
        /**
         * NewPersona
         * @description A persona to be kept.
         */
        NewPersona: {
            /** Name */
            name: string;
            /** Text */
            text: string;
        };
        /**
         * NewRelation
         * @description What it is to whom.
         *
         *     Attributes:
         *         of_id: Another entity; null for oneself.
         */
        NewRelation: {
            /** Relation */
            relation: string;
            /** Of Id */
            of_id?: string | null;
        };
        /**
         * NodeView
         * @description An entity in the graph.
         */
        NodeView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Mentions */
            mentions: number;
        };
        /**
         * Outcome
         * @description How a turn went.
         *
         *     A turn is `CONTROLLED` when it was an order to the voice itself, such as "louder", and `OWN_VOICE` when the
         *     assistant heard itself through somebody's loudspeaker.
         * @enum {string}
         */
        Outcome: "answered" | "interrupted" | "controlled" | "nothing_said" | "not_addressed" | "own_voice" | "failed" | "refused" | "left";
        /**
         * Part
         * @description What an answer depends on; named in failures.
         * @enum {string}
         */
        Part: "stt" | "llm" | "tts" | "door";
        /**
         * PartView
         * @description One part of the stack; see `mumble_ai.stack.board.Part`.
         */
        PartView: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            state: components["schemas"]["mumble_ai__stack__board__State"];
            /** Detail */
            detail: string;
            /** Fix */
            fix: string;
            /** Address */
            address: string;
            /** Checks */
            checks: components["schemas"]["CheckView"][];
            /** Is Ours */
            is_ours: boolean;
            /** Took Ms */
            took_ms: number | null;
            /** Restarts */
            restarts: number | null;
            /** Rss Bytes */
            rss_bytes: number | null;
        };
        /**
         * PersonChoice
         * @description The persona of a person; null for none of their own.
         */
        PersonChoice: {
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Name */
            name: string;
            /** Persona */
            persona: string | null;
        };
        /**
         * PersonEntry
         * @description Somebody whose calendar can be had.
         */
        PersonEntry: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Role */
            role: string;
        };
        /**
         * PersonMemory
         * @description How much is kept of one person, in numbers only.
         *
         *     Attributes:
         *         is_shared: Whether this person lets an owner read it.
         */
        PersonMemory: {
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Name */
            name: string;
            /** Role */
            role: string;
            /** Messages */
            messages: number;
            /** Facts */
            facts: number;
            /** Entities */
            entities: number;
            /** Is Shared */
            is_shared: boolean;
        };
        /**
         * PersonThere
         * @description Somebody on the Mumble server.
         *
         *     Attributes:
         *         muted: Whether they can't be heard, by their own choice or another's.
         *         deafened: Whether they hear nothing.
         */
        PersonThere: {
            /** Name */
            name: string;
            /**
             * Is Assistant
             * @default false
             */
            is_assistant: boolean;
            /**
             * Muted
             * @default false
             */
            muted: boolean;
            /**
             * Deafened
             * @default false
             */
            deafened: boolean;
        };
        /**
         * PersonaText
         * @description The words of a persona.
         *
         *     Attributes:
         *         origin: `grown` where a language model wrote them.
         */
        PersonaText: {
            /** Text */
            text: string;
            /**
             * Origin
             * @default written
             * @enum {string}
             */
            origin: "written" | "grown";
        };
        /**
         * PersonaView
         * @description One persona.
         *
         *     Attributes:
         *         origin: `built in`, `written`, or `grown` by a language model.
         *         about: In a few words; empty for those that people write.
         *         replaces_built_in: It stands in the place of a built-in one, which is there again when this is removed.
         */
        PersonaView: {
            /** Name */
            name: string;
            /** Text */
            text: string;
            /** Origin */
            origin: string;
            /** About */
            about: string;
            /** Replaces Built In */
            replaces_built_in: boolean;
        };
        /**
         * PersonasView
         * @description All personas and who talks with which.
         *
         *     Attributes:
         *         everywhere: The persona for everywhere; null for the usual one.
         *         mine: The reader's own choice; null for none.
         *         people: Everybody's choice, for owners; empty for others.
         *         samples: Questions to try a persona with.
         */
        PersonasView: {
            /** Personas */
            personas: components["schemas"]["PersonaView"][];
            /** Everywhere */
            everywhere: string | null;
            /** Channels */
            channels: components["schemas"]["ChannelChoice"][];
            /** Mine */
            mine: string | null;
            /** People */
            people: components["schemas"]["PersonChoice"][];
            /** Samples */
            samples: string[];
        };
        /**
         * PieceView
         * @description A piece of text, `after_s` after the engine was asked.
         */
        PieceView: {
            /** After S */
            after_s: number;
            /** Text */
            text: string;
        };
        /**
         * PostgresView
         * @description PostgreSQL.
         *
         *     Attributes:
         *         problem: Why it can't be asked; empty where it answers.
         *         amounts: What is kept; an owner's are of everybody, everybody else's are their own.
         */
        PostgresView: {
            /** Problem */
            problem: string;
            amounts: components["schemas"]["AmountsView"] | null;
        };
        /**
         * PresenceNews
         * @description Who is in which channel.
         *
         *     Attributes:
         *         connected: Whether the assistant is on the Mumble server.
         *         path: The channel of the assistant.
         *         channels: Those with somebody in them, and the assistant's.
         *         more: People who are not listed because there are too many.
         */
        PresenceNews: {
            /** Connected */
            connected: boolean;
            /** Assistant */
            assistant: string;
            /**
             * Path
             * @default
             */
            path: string;
            /**
             * Channels
             * @default []
             */
            channels: components["schemas"]["ChannelThere"][];
            /**
             * More
             * @default 0
             */
            more: number;
        };
        /**
         * PresenceView
         * @description Who is in which channel.
         *
         *     Attributes:
         *         presence: None where nobody tells.
         *         why: Why nobody tells, and what can be done.
         */
        PresenceView: {
            presence: components["schemas"]["PresenceNews"] | null;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * RelationView
         * @description What an entity is to whom.
         *
         *     Attributes:
         *         of_id: The other entity; null for the person.
         */
        RelationView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Relation */
            relation: string;
            /** Of Id */
            of_id: string | null;
            /** Of */
            of: string;
        };
        /**
         * ReminderBody
         * @description Something to be reminded of.
         */
        ReminderBody: {
            /** Text */
            text: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Rule
             * @default
             */
            rule: string;
        };
        /**
         * ReminderDone
         * @description A reminder after a change; `undo` names the change.
         */
        ReminderDone: {
            reminder: components["schemas"]["ReminderView"];
            /** Undo */
            undo: string;
        };
        /**
         * ReminderView
         * @description Something to be told at a moment.
         *
         *     Attributes:
         *         kind: `reminder`, `timer`, `alarm`, or `event` for notice of an event.
         *         state: `waiting`, `telling`, `kept` (due, and the person could not be reached), `told`, `done`, `cancelled`.
         *         event_id: The event it gives notice of.
         *         begins_at: When that event begins.
         */
        ReminderView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["Kind"];
            /** Text */
            text: string;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            state: components["schemas"]["mumble_ai__calendar__reminding__reminder__State"];
            /** Rule */
            rule: string;
            /** Event Id */
            event_id: string | null;
            /** Begins At */
            begins_at: string | null;
            /** Told At */
            told_at: string | null;
        };
        /**
         * RestoredView
         * @description How many facts came back.
         */
        RestoredView: {
            /** Facts */
            facts: number;
        };
        /**
         * Role
         * @description What somebody may do. Only an owner changes what concerns others; a guest is known for one visit.
         * @enum {string}
         */
        Role: "owner" | "member" | "guest";
        /**
         * RunNow
         * @description Talk older than this many days is summed up; null for what the settings say.
         */
        RunNow: {
            /** After Days */
            after_days?: number | null;
        };
        /**
         * RunView
         * @description What one run did; see `mumble_ai.storage.tables.consolidation.ConsolidationRun`.
         */
        RunView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Cutoff At
             * Format: date-time
             */
            cutoff_at: string;
            /** Messages */
            messages: number;
            /** Summaries */
            summaries: number;
            /** Tokens Saved */
            tokens_saved: number;
            /** Problem */
            problem: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Finished At
             * Format: date-time
             */
            finished_at: string;
        };
        /**
         * RunsView
         * @description A page of the log.
         */
        RunsView: {
            /** Runs */
            runs: components["schemas"]["RunView"][];
            /** Next */
            next: string;
        };
        /**
         * Scope
         * @description How much of a series is meant.
         * @enum {string}
         */
        Scope: "this" | "following" | "all";
        /**
         * SearchResult
         * @description What was found.
         *
         *     Attributes:
         *         took_ms: Time the search took inside the service.
         *         by_meaning: False where lines were found by their words alone.
         *         notice: Why that is so; empty otherwise.
         */
        SearchResult: {
            /** Lines */
            lines: components["schemas"]["FoundLine"][];
            /** Facts */
            facts: components["schemas"]["FactView"][];
            /** Entities */
            entities: components["schemas"]["EntityView"][];
            /** Took Ms */
            took_ms: number;
            /** By Meaning */
            by_meaning: boolean;
            /** Notice */
            notice: string;
        };
        /**
         * ServiceLink
         * @description A service with pages, for the navigation.
         */
        ServiceLink: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Url */
            url: string;
        };
        /**
         * SessionView
         * @description What a page needs to know first.
         *
         *     Attributes:
         *         csrf_token: To be sent as `X-CSRF-Token` with whatever changes something; empty for a key.
         */
        SessionView: {
            account: components["schemas"]["AccountView"];
            /** Csrf Token */
            csrf_token: string;
            /** Services */
            services: components["schemas"]["ServiceLink"][];
        };
        /**
         * Sharing
         * @description Whether an owner may read one's memory, but for what was said in private.
         */
        Sharing: {
            /** Is Shared */
            is_shared: boolean;
        };
        /**
         * SharingBody
         * @description What others may see of the viewer's calendar.
         */
        SharingBody: {
            shown: components["schemas"]["Shown"];
            /** Colour */
            colour: number;
        };
        /**
         * Shown
         * @description What others see of somebody's calendar.
         * @enum {string}
         */
        Shown: "nothing" | "times" | "details";
        /**
         * SnoozeBody
         * @description How long to wait before it is told again.
         */
        SnoozeBody: {
            /**
             * Minutes
             * @default 10
             */
            minutes: number;
        };
        /**
         * Space
         * @description Disk or memory.
         *
         *     Attributes:
         *         is_low: Whether something should be freed.
         */
        Space: {
            /** Total Bytes */
            total_bytes: number;
            /** Free Bytes */
            free_bytes: number;
            /** Is Low */
            is_low: boolean;
        };
        /**
         * Stage
         * @description What happens in a turn, in order.
         * @enum {string}
         */
        Stage: "speech_start" | "speech_end" | "end_decided" | "transcript" | "first_token" | "first_clause" | "first_audio" | "first_packet" | "done";
        /**
         * StatsView
         * @description Figures.
         *
         *     Attributes:
         *         of_everybody: Whether they are of all people together, or the reader's own.
         */
        StatsView: {
            /** Of Everybody */
            of_everybody: boolean;
            /** People */
            people: number;
            /** Messages */
            messages: number;
            /** Voice Messages */
            voice_messages: number;
            /** Text Messages */
            text_messages: number;
            /** Turns Today */
            turns_today: number;
            /** Talks */
            talks: number;
            /** Facts */
            facts: number;
            /** Entities */
            entities: number;
            /** Events */
            events: number;
        };
        /**
         * StoresView
         * @description All three.
         *
         *     Attributes:
         *         of_everybody: Whether the amounts are of everybody together.
         *         embedder: The model that makes vectors; empty where none does.
         *         repairs: Jobs that make the vector index right; null where nobody knows.
         */
        StoresView: {
            /** Of Everybody */
            of_everybody: boolean;
            postgres: components["schemas"]["PostgresView"];
            vectors: components["schemas"]["VectorsView"];
            cache: components["schemas"]["CacheView"];
            /** Embedder */
            embedder: string;
            /** Repairs */
            repairs: {
                [key: string]: components["schemas"]["Work"];
            } | null;
        };
        /**
         * SummariesView
         * @description A page of summaries.
         */
        SummariesView: {
            /** Summaries */
            summaries: components["schemas"]["SummaryView"][];
            /** Next */
            next: string;
        };
        /**
         * SummaryView
         * @description One summary; see `mumble_ai.storage.tables.consolidation.Summary`.
         */
        SummaryView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Text */
            text: string;
            /**
             * From At
             * Format: date-time
             */
            from_at: string;
            /**
             * Until At
             * Format: date-time
             */
            until_at: string;
            /** Message Count */
            message_count: number;
            /** Tokens */
            tokens: number;
            /** Source Tokens */
            source_tokens: number;
            /** Private */
            private: boolean;
            /** Made By */
            made_by: string;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
        };
        /**
         * TalkView
         * @description One stretch of talk; see `mumble_ai.memory.conversations.browsing.TalkCard`.
         */
        TalkView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Door */
            door: string;
            /** State */
            state: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Last Active At
             * Format: date-time
             */
            last_active_at: string;
            /** Messages */
            messages: number;
            /** Began With */
            began_with: string;
            /** Has Private */
            has_private: boolean;
        };
        /**
         * TalksView
         * @description A page of talks, the newest first.
         */
        TalksView: {
            /** Talks */
            talks: components["schemas"]["TalkView"][];
            /** Next */
            next: string;
        };
        /**
         * TaskBody
         * @description Something to be put on a list.
         */
        TaskBody: {
            /** Text */
            text: string;
            /**
             * List Name
             * @default tasks
             */
            list_name: string;
            /** Due On */
            due_on?: string | null;
            /** Due At */
            due_at?: string | null;
            /**
             * Importance
             * @default 5
             */
            importance: number;
        };
        /**
         * TaskDone
         * @description A task after a change; `undo` names the change.
         */
        TaskDone: {
            task: components["schemas"]["TaskView"];
            /** Undo */
            undo: string;
            /**
             * Was There
             * @default false
             */
            was_there: boolean;
        };
        /**
         * TaskLists
         * @description What is to be done, what is due first at the top; and the lists that something is on, with how much.
         */
        TaskLists: {
            /** Tasks */
            tasks: components["schemas"]["TaskView"][];
            /** Lists */
            lists: {
                [key: string]: number;
            };
        };
        /**
         * TaskPatch
         * @description What is to be different; what is left out stays, and null takes a due day away.
         */
        TaskPatch: {
            /** Text */
            text?: string | null;
            /** List Name */
            list_name?: string | null;
            /** Due On */
            due_on?: string | null;
            /** Due At */
            due_at?: string | null;
            /** Importance */
            importance?: number | null;
        };
        /**
         * TaskView
         * @description Something to do.
         *
         *     Attributes:
         *         due_on: The day it should be done by, in the viewer's zone.
         *         due_at: The moment, where one was said.
         */
        TaskView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Text */
            text: string;
            /** List Name */
            list_name: string;
            /** Due On */
            due_on: string | null;
            /** Due At */
            due_at: string | null;
            /** Importance */
            importance: number;
            /** Done At */
            done_at: string | null;
            /** Is Overdue */
            is_overdue: boolean;
        };
        /**
         * ToldView
         * @description What became of it.
         *
         *     Attributes:
         *         superseded: What no longer holds by it.
         */
        ToldView: {
            /** Facts */
            facts: components["schemas"]["FactView"][];
            /** Superseded */
            superseded: components["schemas"]["FactView"][];
        };
        /**
         * TopicView
         * @description One topic; see `mumble_ai.memory.conversations.topics.TopicCard`.
         */
        TopicView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Label */
            label: string;
            /** State */
            state: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Last Said At
             * Format: date-time
             */
            last_said_at: string;
            /** Resolved At */
            resolved_at: string | null;
            /** Exchanges */
            exchanges: number;
            /** Terms */
            terms: string[];
            /** Messages */
            messages: number;
        };
        /**
         * TopicsView
         * @description A page of topics, with how many there are in each state.
         */
        TopicsView: {
            /** Topics */
            topics: components["schemas"]["TopicView"][];
            /** Next */
            next: string;
            /** States */
            states: {
                [key: string]: number;
            };
        };
        /**
         * TriedView
         * @description What it would say.
         */
        TriedView: {
            /** Answer */
            answer: string;
        };
        /**
         * TryOut
         * @description A persona and what to ask it.
         */
        TryOut: {
            /** Text */
            text: string;
            /** Question */
            question: string;
        };
        /**
         * TurnNews
         * @description A turn that is over; times are seconds after its start.
         *
         *     Attributes:
         *         id: Of its flight record.
         *         hidden: Whether the words are left out because they were said in private.
         */
        TurnNews: {
            /** Id */
            id: string;
            /**
             * Turn Id
             * @default
             */
            turn_id: string;
            /** At */
            at: string;
            /** Speaker */
            speaker: string;
            /**
             * Person Id
             * @default
             */
            person_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "voice" | "text";
            /**
             * Private
             * @default false
             */
            private: boolean;
            /**
             * Hidden
             * @default false
             */
            hidden: boolean;
            outcome: components["schemas"]["Outcome"];
            failed?: components["schemas"]["Part"] | null;
            /**
             * Question
             * @default
             */
            question: string;
            /**
             * Played
             * @default
             */
            played: string;
            /**
             * Revision
             * @default 0
             */
            revision: number;
            /**
             * Stages
             * @default {}
             */
            stages: {
                [key: string]: number;
            };
            /** Answer S */
            answer_s?: number | null;
        };
        /**
         * UnderstoodLine
         * @description What words mean as an event, to be looked at before it is kept.
         *
         *     Attributes:
         *         start: A day for all-day events, else a moment with its offset in the viewer's zone; null for no time.
         *         when: The time in words.
         *         question: What the words leave open; empty for nothing.
         *         conflicts: What takes the same time already.
         */
        UnderstoodLine: {
            /** Title */
            title: string;
            /** Start */
            start: string | null;
            /** Duration S */
            duration_s: number | null;
            /** Is All Day */
            is_all_day: boolean;
            /** Rule */
            rule: string;
            /** When */
            when: string;
            /** Question */
            question: string;
            /** Conflicts */
            conflicts: components["schemas"]["EventView"][];
        };
        /**
         * UndoBody
         * @description Which change is taken back; without a name the last one.
         */
        UndoBody: {
            /**
             * Undo
             * @default
             */
            undo: string;
        };
        /**
         * UndoneView
         * @description What was taken back.
         *
         *     Attributes:
         *         kind: Such as `event.cancel`.
         *         what: Title or text of what it was about.
         */
        UndoneView: {
            /** Kind */
            kind: string;
            /** What */
            what: string;
        };
        /** ValidationError */
        ValidationError: {
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
            /** Input */
            input?: unknown;
            /** Context */
            ctx?: Record<string, never>;
        };
        /**
         * VectorsView
         * @description The vector index.
         *
         *     Attributes:
         *         vectors: What it has; null where it can't be asked.
         *         waiting: Changes it has not been told of; null where nobody knows.
         */
        VectorsView: {
            /** Problem */
            problem: string;
            /** Vectors */
            vectors: number | null;
            /** Waiting */
            waiting: number | null;
        };
        /**
         * VersionView
         * @description What a persona was; see `mumble_ai.assistant.personas.personas.Version`.
         */
        VersionView: {
            /** Number */
            number: number;
            /** Text */
            text: string;
            /** Origin */
            origin: string;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
        };
        /**
         * Work
         * @description How far the jobs of one kind are.
         *
         *     Attributes:
         *         waiting: Jobs that wait.
         *         doing: Jobs under way.
         *         failed: Jobs that were given up.
         *         workers: Services that do jobs; with 0 nothing will happen.
         */
        Work: {
            /** Waiting */
            waiting: number;
            /** Doing */
            doing: number;
            /** Failed */
            failed: number;
            /** Workers */
            workers: number;
        };
        /**
         * State
         * @description How far it is; see `ReminderRow`.
         * @enum {string}
         */
        mumble_ai__calendar__reminding__reminder__State: "waiting" | "telling" | "kept" | "told" | "done" | "cancelled";
        /**
         * State
         * @description How a part is.
         * @enum {string}
         */
        mumble_ai__stack__board__State: "healthy" | "degraded" | "starting" | "down";
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
    feed: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string;
                "if-modified-since"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    session: {
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
                    "application/json": components["schemas"]["SessionView"];
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
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
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
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, one a topic */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
    presence: {
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
                    "application/json": components["schemas"]["PresenceView"];
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
    stats: {
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
                    "application/json": components["schemas"]["StatsView"];
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
    upcoming: {
        parameters: {
            query?: {
                limit?: number;
            };
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
                    "application/json": components["schemas"]["ComingEvent"][];
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
    machine: {
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
                    "application/json": components["schemas"]["Machine"];
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
    stack_health: {
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
                    "application/json": components["schemas"]["HealthView"];
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
    jobs: {
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
                    "application/json": components["schemas"]["JobsView"];
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
    do_job_again: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    log_sources: {
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
                    "application/json": components["schemas"]["LogSource"][];
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
    logs: {
        parameters: {
            query?: {
                service?: string[] | null;
                level?: "debug" | "info" | "warning" | "error" | "critical";
                text?: string;
                turn?: string;
                since?: string | null;
                until?: string | null;
                after?: string;
                limit?: number;
            };
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
                    "application/json": components["schemas"]["LogsView"];
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
    flights: {
        parameters: {
            query?: {
                mine?: boolean;
                speaker?: string;
                outcome?: components["schemas"]["Outcome"] | null;
                slow?: ("answer" | "end" | "hear" | "think" | "voice" | "play") | null;
                slow_s?: number;
                text?: string;
                since?: string | null;
                until?: string | null;
                before?: string;
                limit?: number;
            };
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
                    "application/json": components["schemas"]["FlightsView"];
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
    flight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flight_id: string;
            };
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
                    "application/json": components["schemas"]["FlightView"];
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
    flight_audio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flight_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    calendar_people: {
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
                    "application/json": components["schemas"]["CalendarPerson"][];
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
    share_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SharingBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarPerson"];
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
    calendar_window: {
        parameters: {
            query: {
                start: string;
                end: string;
                people?: string[] | null;
            };
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
                    "application/json": components["schemas"]["CalendarWindow"];
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
    add_event: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDone"];
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
    search_calendar: {
        parameters: {
            query: {
                q: string;
            };
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
                    "application/json": components["schemas"]["EventView"][];
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
    understand_line: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Line"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnderstoodLine"];
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
    read_event: {
        parameters: {
            query?: {
                key?: string;
            };
            header?: never;
            path: {
                event_id: string;
            };
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
                    "application/json": components["schemas"]["EventView"];
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
    cancel_event: {
        parameters: {
            query?: {
                key?: string;
                scope?: components["schemas"]["Scope"];
                revision?: number | null;
            };
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                event_id: string;
            };
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
                    "application/json": components["schemas"]["EventDone"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventConflict"];
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
    edit_event: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDone"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventConflict"];
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
    undo_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoneView"];
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
    list_tasks: {
        parameters: {
            query?: {
                list_name?: string | null;
            };
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
                    "application/json": components["schemas"]["TaskLists"];
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
    add_task: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskDone"];
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
    list_finished_tasks: {
        parameters: {
            query?: {
                limit?: number;
            };
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
                    "application/json": components["schemas"]["TaskView"][];
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
    drop_task: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                task_id: string;
            };
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
                    "application/json": components["schemas"]["TaskDone"];
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
    edit_task: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskDone"];
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
    finish_task: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                task_id: string;
            };
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
                    "application/json": components["schemas"]["TaskDone"];
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
    reopen_task: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                task_id: string;
            };
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
                    "application/json": components["schemas"]["TaskDone"];
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
    list_reminders: {
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
                    "application/json": components["schemas"]["ReminderView"][];
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
    set_reminder: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReminderBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReminderDone"];
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
    snooze_reminder: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                reminder_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReminderDone"];
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
    finish_reminder: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                reminder_id: string;
            };
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
                    "application/json": components["schemas"]["ReminderDone"];
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
    cancel_reminder: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                reminder_id: string;
            };
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
                    "application/json": components["schemas"]["ReminderDone"];
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
    export_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An iCalendar file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
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
    import_calendar: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/calendar": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDone"];
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
    feed_state: {
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
                    "application/json": components["schemas"]["FeedState"];
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
    renew_feed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedAddress"];
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
    end_feed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    memory: {
        parameters: {
            query?: {
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["MemoryOverview"];
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
    memory_people: {
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
                    "application/json": components["schemas"]["PersonMemory"][];
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
    share_memory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sharing"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    what_is_known: {
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
                    "application/json": components["schemas"]["KnownView"];
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
    export_memory: {
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
                    "application/json": unknown;
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
    search_memory: {
        parameters: {
            query: {
                q: string;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["SearchResult"];
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
    facts: {
        parameters: {
            query?: {
                q?: string;
                category?: string;
                tag?: string;
                /** @description At least so important. */
                importance?: number;
                state?: "current" | "past" | "all";
                order?: "newest" | "important";
                since?: string | null;
                until?: string | null;
                entity?: string | null;
                /** @description `next` of the page before; empty for the first. */
                cursor?: string;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["FactsView"];
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
    tell_fact: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToldView"];
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
    fact_counts: {
        parameters: {
            query?: {
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["FactCountsView"];
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
    duplicate_facts: {
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
                    "application/json": components["schemas"]["FactView"][][];
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
    fact_story: {
        parameters: {
            query?: {
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
            header?: never;
            path: {
                fact_id: string;
            };
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
                    "application/json": components["schemas"]["FactStoryView"];
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
    change_fact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedFact"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactView"];
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
    merge_facts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Merging"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactView"];
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
    forget_facts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Forgetting"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForgottenView"];
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
    restore_facts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                undo: string;
            };
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
                    "application/json": components["schemas"]["RestoredView"];
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
    entities: {
        parameters: {
            query?: {
                q?: string;
                kind?: string;
                /** @description `next` of the page before; empty for the first. */
                cursor?: string;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["EntitiesView"];
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
    entity_graph: {
        parameters: {
            query?: {
                kind?: string;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["GraphView"];
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
    entity: {
        parameters: {
            query?: {
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
            header?: never;
            path: {
                entity_id: string;
            };
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
                    "application/json": components["schemas"]["EntityView"];
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
    forget_entity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    change_entity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedEntity"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityView"];
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
    entity_mentions: {
        parameters: {
            query?: {
                /** @description `next` of the page before; empty for the first. */
                cursor?: string;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
            header?: never;
            path: {
                entity_id: string;
            };
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
                    "application/json": components["schemas"]["MentionsView"];
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
    add_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAlias"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityView"];
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
    remove_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity_id: string;
                alias_id: string;
            };
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
                    "application/json": components["schemas"]["EntityView"];
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
    add_relation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRelation"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityView"];
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
    remove_relation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity_id: string;
                relation_id: string;
            };
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
                    "application/json": components["schemas"]["EntityView"];
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
    merge_entities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergedWith"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityView"];
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
    topics: {
        parameters: {
            query?: {
                q?: string;
                state?: "" | "active" | "switched" | "resolved";
                /** @description `next` of the page before; empty for the first. */
                cursor?: string;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["TopicsView"];
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
    change_topic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedTopic"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    history: {
        parameters: {
            query?: {
                q?: string;
                door?: string;
                role?: "" | "user" | "assistant";
                session?: string | null;
                topic?: string | null;
                private?: boolean | null;
                since?: string | null;
                until?: string | null;
                /** @description `next` of the page before; empty for the first. */
                before?: string;
                /** @description `next` of the page before; empty for the first. */
                after?: string;
                /** @description A message to be shown among those beside it. */
                around?: string | null;
                /** @description The moment to begin at. */
                at?: string | null;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["HistoryView"];
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
    talks: {
        parameters: {
            query?: {
                door?: string;
                /** @description `next` of the page before; empty for the first. */
                cursor?: string;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["TalksView"];
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
    forget_messages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenMessages"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForgottenCount"];
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
    consolidation: {
        parameters: {
            query?: {
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["ConsolidationView"];
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
    consolidation_runs: {
        parameters: {
            query?: {
                /** @description `next` of the page before; empty for the first. */
                cursor?: string;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["RunsView"];
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
    summaries: {
        parameters: {
            query?: {
                /** @description `next` of the page before; empty for the first. */
                cursor?: string;
                limit?: number;
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
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
                    "application/json": components["schemas"]["SummariesView"];
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
    summary_messages: {
        parameters: {
            query?: {
                /** @description Somebody who lets an owner look; else one's own. */
                person?: string | null;
            };
            header?: never;
            path: {
                summary_id: string;
            };
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
                    "application/json": components["schemas"]["MessageView"][];
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
    run_consolidation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunNow"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsolidationView"];
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
    stores: {
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
                    "application/json": components["schemas"]["StoresView"];
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
    repair_vectors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                repair: "rebuild" | "reconcile";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Work"];
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
    personas: {
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
                    "application/json": components["schemas"]["PersonasView"];
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
    write_persona: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPersona"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonaView"];
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
    change_persona: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonaText"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonaView"];
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
    remove_persona: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    persona_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
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
                    "application/json": components["schemas"]["VersionView"][];
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
    enhance_persona: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonaText"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrownView"];
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
    preview_persona: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryOut"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedView"];
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
    choose_everywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Choice"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    choose_for_channel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelChoice"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    choose_for_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Choice"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    choose_for_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Choice"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    everybody: {
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
                    "application/json": components["schemas"]["PersonEntry"][];
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
    export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    take: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                person_id: string;
            };
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
                    "application/json": components["schemas"]["ImportReport"];
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
    state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
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
                    "application/json": components["schemas"]["FeedState"];
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
    renew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
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
                    "application/json": components["schemas"]["FeedAddress"];
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
    withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
