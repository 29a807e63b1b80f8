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
    "/api/v1/session/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join
         * @description Makes the account of whoever the invitation or code is for, and signs in.
         */
        post: operations["join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ways
         * @description How people can sign in here, besides by name and password.
         */
        get: operations["ways"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Own Account
         * @description One's own account.
         */
        get: operations["own_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Own Account
         * @description Changes what one is called, how one reads times, what one types to sign in.
         */
        patch: operations["change_own_account"];
        trace?: never;
    };
    "/api/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Changes the password; every other browser has to sign in again.
         */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions
         * @description The browsers that are signed in, the last used first.
         */
        get: operations["sessions"];
        put?: never;
        post?: never;
        /**
         * End Other Sessions
         * @description Signs all of one's browsers out but this one.
         */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions/{session_id}": {
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
         * End Session
         * @description Signs one of one's browsers out.
         */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/external/{external_id}": {
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
         * Unlink External
         * @description Has another server's sign-in open the account no longer.
         */
        delete: operations["unlink_external"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Api Keys
         * @description One's own keys, the newest first.
         */
        get: operations["api_keys"];
        put?: never;
        /**
         * Make Api Key
         * @description Makes a key; the answer shows it, this one time.
         */
        post: operations["make_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{key_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Api Key
         * @description Makes a key open nothing any more.
         */
        post: operations["revoke_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{key_id}": {
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
         * Delete Api Key
         * @description Deletes a key that opens nothing any more.
         */
        delete: operations["delete_api_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All Accounts
         * @description Who can sign in.
         */
        get: operations["all_accounts"];
        put?: never;
        /**
         * Make Account
         * @description Makes an account for a person.
         */
        post: operations["make_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account_id}": {
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
         * Delete Account
         * @description Deletes an account with its sessions and keys; the person and what is known of them stays.
         */
        delete: operations["delete_account"];
        options?: never;
        head?: never;
        /**
         * Change Account
         * @description Closes an account or opens it again; gives it a new password, which ends its sessions.
         */
        patch: operations["change_account"];
        trace?: never;
    };
    "/api/v1/accounts/invitations/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite
         * @description A secret with which a person makes their account; good once, for seven days.
         */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/arrivals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Arrivals
         * @description Whom another server vouches for, those who wait first.
         */
        get: operations["arrivals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/arrivals/{arrival_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Link Arrival
         * @description Says which account somebody opens whom another server vouches for.
         */
        put: operations["link_arrival"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit Log
         * @description What was changed and deleted: who, when, what, from where.
         */
        get: operations["audit_log"];
        put?: never;
        post?: never;
        delete?: never;
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
    "/api/v1/away": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Parts Away
         * @description Which parts are away now, so that a page can say what does not work meanwhile.
         */
        get: operations["parts_away"];
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
    "/api/v1/app-logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * App Logs
         * @description The newest lines: an owner's view is of everybody's apps, everybody else sees those of their own.
         */
        get: operations["appLogs"];
        put?: never;
        /**
         * Send App Logs
         * @description Keeps what an app has logged. A key needs the scope `write`.
         */
        post: operations["sendAppLogs"];
        /**
         * Clear App Logs
         * @description Forgets every line of every app.
         */
        delete: operations["clearAppLogs"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/app-logs/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * App Log Figures
         * @description How much is kept, by level and screen.
         */
        get: operations["appLogFigures"];
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
    "/api/v1/people/me/link-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Link Code
         * @description A code for the viewer to say or type where the assistant does not know them yet.
         */
        post: operations["ask_link_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/me/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Link Code
         * @description Takes a code that was told at another door; the viewer becomes whoever asked for it.
         */
        post: operations["take_link_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}/merge/{goes}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview Merge
         * @description What would move if the second person became part of the first; nothing is changed.
         */
        get: operations["preview_merge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge People
         * @description Makes two persons one: everything of the second belongs to the first. It can't be undone.
         */
        post: operations["merge_people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List People
         * @description Everybody who is known, the last seen first; a member gets themselves alone.
         */
        get: operations["list_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Person
         * @description Somebody with how they are known and what they chose.
         */
        get: operations["read_person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Person
         * @description Changes what somebody wants of the assistant; in force everywhere within five seconds.
         */
        patch: operations["change_person"];
        trace?: never;
    };
    "/api/v1/people/{person_id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give Role
         * @description Makes somebody an owner or a member; there is always an owner left.
         */
        put: operations["give_role"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}/ways/{way_id}": {
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
         * Forget Way
         * @description Takes away one way somebody is known: whoever comes with it is somebody new.
         */
        delete: operations["forget_way"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}/known": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Known
         * @description What is kept of somebody, counted; the words are for that person alone.
         */
        get: operations["count_known"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}/export.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Person
         * @description Everything that is kept of whoever asks, as a file of any size; for an owner what another lets them read.
         */
        get: operations["export_person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person_id}/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget Person
         * @description Forgets somebody with everything of theirs: messages, facts, calendar, account. It can't be undone.
         */
        post: operations["forget_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Stats
         * @deprecated
         * @description Counts.
         */
        get: operations["first_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Users
         * @deprecated
         * @description Whose data can be asked for: one's own.
         */
        get: operations["first_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Conversations
         * @deprecated
         * @description The viewer's last messages, the newest first.
         */
        get: operations["first_conversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memories/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Categories
         * @deprecated
         * @description Names of the kinds of memories there are.
         */
        get: operations["first_categories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Memories
         * @deprecated
         * @description What is known of the viewer, the newest first.
         */
        get: operations["first_memories"];
        put?: never;
        /**
         * First Remember
         * @deprecated
         * @description Keeps something in mind; one sentence may be several memories.
         */
        post: operations["first_remember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memories/{memory_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * First Correct
         * @deprecated
         * @description Changes a memory.
         */
        put: operations["first_correct"];
        post?: never;
        /**
         * First Forget
         * @deprecated
         * @description Forgets a memory.
         */
        delete: operations["first_forget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Schedule
         * @deprecated
         * @description Events in a span of days, the earliest first; without one a year back and a year ahead.
         */
        get: operations["first_schedule"];
        put?: never;
        /**
         * First Add
         * @deprecated
         * @description Keeps an event.
         */
        post: operations["first_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedule/upcoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Upcoming
         * @deprecated
         * @description What comes next.
         */
        get: operations["first_upcoming"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedule/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Schedule Users
         * @deprecated
         * @description Whose schedule can be asked for: one's own.
         */
        get: operations["first_schedule_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedule/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * First Change
         * @deprecated
         * @description Changes an event; a repeated one as a whole. Another time plans its reminders anew.
         */
        put: operations["first_change"];
        post?: never;
        /**
         * First Delete
         * @deprecated
         * @description Takes an event out of the calendar.
         */
        delete: operations["first_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_name}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Profile
         * @deprecated
         * @description Figures of the viewer; `user_name` is theirs.
         */
        get: operations["firstProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Sessions
         * @deprecated
         * @description The viewer's talks.
         */
        get: operations["firstSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Logs
         * @deprecated
         * @description The newest lines of the viewer's app; an owner's of everybody's. A level means just this one.
         */
        get: operations["firstLogs"];
        put?: never;
        /**
         * First Send Logs
         * @deprecated
         * @description Keeps what the app has logged.
         */
        post: operations["firstSendLogs"];
        delete?: never;
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
         * What Memory Knows
         * @description What the assistant knows of whoever asks.
         */
        get: operations["what_memory_knows"];
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
         * Memory History
         * @description Messages: the newest, or those around a message, from a moment on, or before or after a place.
         */
        get: operations["memory_history"];
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
         * Memory Talks
         * @description One page of talks.
         */
        get: operations["memory_talks"];
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
         * Choose Persona Everywhere
         * @description Chooses the persona for everywhere, or the usual one.
         */
        put: operations["choose_persona_everywhere"];
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
         * Choose Persona For Channel
         * @description Chooses the persona of a channel, or none of its own.
         */
        put: operations["choose_persona_for_channel"];
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
         * Choose My Persona
         * @description Chooses the persona that the reader talks with, or none of their own.
         */
        put: operations["choose_my_persona"];
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
         * Choose Persona For Person
         * @description Chooses the persona that somebody talks with, or none of their own.
         */
        put: operations["choose_persona_for_person"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Settings
         * @description All settings, or those whose name, label or description has all the words.
         */
        get: operations["settings"];
        /**
         * Save Settings
         * @description Saves settings together; services act on them at once.
         */
        put: operations["save_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Setting Changes
         * @description What was changed, by whom.
         */
        get: operations["setting_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Setting
         * @description One setting.
         */
        get: operations["setting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Settings
         * @description Tries settings without saving them.
         */
        post: operations["test_settings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/changes/{number}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Settings
         * @description Takes one change back; returns it.
         */
        post: operations["undo_settings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Models
         * @description What is in use, and what our catalogue has.
         */
        get: operations["models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Model Server
         * @description What the server of the settings has.
         */
        get: operations["model_server"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/server/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Model Server
         * @description What another server has; nothing is saved.
         */
        post: operations["test_model_server"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/fetches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Model Fetches
         * @description What is being fetched, and what was.
         */
        get: operations["model_fetches"];
        put?: never;
        /**
         * Fetch Model
         * @description Begins to fetch a model; it goes on when the page is left.
         */
        post: operations["fetch_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/fetches/{model}": {
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
         * Stop Fetching
         * @description Stops a fetch; what came so far is kept for the next time.
         */
        delete: operations["stop_fetching"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/ollama/{model}": {
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
         * Delete Model
         * @description Deletes a model from the Ollama server; one that the settings use is refused.
         */
        delete: operations["delete_model"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/hearing/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Hearing
         * @description What is heard in a recording, by the engine of now, or by another one that is loaded for it alone.
         */
        post: operations["test_hearing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/talk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Talk
         * @description The last messages, and the answer that is being written.
         */
        get: operations["talk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/talk/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Standing
         * @description Whether the parts that a talk needs work.
         */
        get: operations["talkStanding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/talk/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask
         * @description Asks. The answer comes as server-sent events; it goes on when nobody listens, until it is stopped.
         */
        post: operations["ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/talk/turns/{turn_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Turn Events
         * @description Follows an answer from its beginning, as for a second tab.
         */
        get: operations["turnEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/talk/turns/{turn_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop Turn
         * @description Stops an answer; what was written of it stays.
         */
        post: operations["stopTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/talk/turns/{turn_id}/speech": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Turn Speech
         * @description The answer as sound, while it is being written: a WAV stream, in the voice that the person has chosen.
         */
        get: operations["turnSpeech"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Voices
         * @description Every voice of every engine that runs.
         */
        get: operations["voices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Voice Choices
         * @description Who hears which voice where.
         */
        get: operations["voiceChoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose My Voice
         * @description The voice that the one who asks hears, at every door.
         */
        put: operations["chooseMyVoice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/people/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose Person Voice
         * @description The voice that somebody hears.
         */
        put: operations["choosePersonVoice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose Channel Voice
         * @description The voice of a channel.
         */
        put: operations["chooseChannelVoice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/usual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose Usual Voice
         * @description The voice for everybody else.
         */
        put: operations["chooseUsualVoice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/engine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose Engine
         * @description The engine whose first voice becomes the usual one.
         */
        put: operations["chooseEngine"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Voice
         * @description Says something with a voice, as a WAV stream; chooses nothing.
         */
        post: operations["previewVoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pronunciations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pronunciations
         * @description Every word.
         */
        get: operations["pronunciations"];
        /**
         * Keep Pronunciation
         * @description Adds a word or changes one; it is said like this from the next sentence on.
         */
        put: operations["keepPronunciation"];
        post?: never;
        /**
         * Remove Pronunciation
         * @description Takes a word out.
         */
        delete: operations["removePronunciation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pronunciations/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Pronunciations
         * @description All words of the panel as a file.
         */
        get: operations["exportPronunciations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pronunciations/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Pronunciations
         * @description Takes the words of a file; with `only`, those of the panel go first.
         */
        post: operations["importPronunciations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Chat
         * @description Asks, and waits for the whole answer.
         */
        post: operations["firstSystemChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config/mobile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Mobile Config
         * @deprecated
         * @description What the app shows of the assistant.
         */
        get: operations["firstMobileConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/mobile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * First Mobile Health
         * @deprecated
         * @description Whether what the app needs works.
         */
        get: operations["firstMobileHealth"];
        put?: never;
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
         * AccountChange
         * @description What is to be different; what is left out stays.
         */
        AccountChange: {
            /** Is Closed */
            is_closed?: boolean | null;
            /** Password */
            password?: string | null;
        };
        /**
         * AccountEntry
         * @description An account.
         */
        AccountEntry: {
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
            /** Is Closed */
            is_closed: boolean;
            /** Has Password */
            has_password: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Last Sign In At */
            last_sign_in_at: string | null;
        };
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
         * ActionTaken
         * @description What came of one action or tool.
         *
         *     Attributes:
         *         name: Such as `add_event`.
         *         say: What was said about it; empty where the model words it.
         *         at: Characters of the answer that stood before it.
         *         is_ours: False for a tool of another server.
         */
        ActionTaken: {
            /** Name */
            name: string;
            /** Ok */
            ok: boolean;
            /** Say */
            say: string;
            /**
             * At
             * @default 0
             */
            at: number;
            /**
             * Is Ours
             * @default true
             */
            is_ours: boolean;
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
        /** Answer[Deleted] */
        Answer_Deleted_: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            data: components["schemas"]["Deleted"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /** Answer[FirstMemory] */
        Answer_FirstMemory_: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            data: components["schemas"]["FirstMemory"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /** Answer[FirstProfile] */
        Answer_FirstProfile_: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            data: components["schemas"]["FirstProfile"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /** Answer[FirstSessions] */
        Answer_FirstSessions_: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            data: components["schemas"]["FirstSessions"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /** Answer[MobileConfig] */
        Answer_MobileConfig_: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            data: components["schemas"]["MobileConfig"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /** Answer[MobileHealth] */
        Answer_MobileHealth_: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            data: components["schemas"]["MobileHealth"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /** Answer[ScheduleItem] */
        Answer_ScheduleItem_: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            data: components["schemas"]["ScheduleItem"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /** Answer[list[FirstMemory]] */
        Answer_list_FirstMemory__: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            /** Data */
            data: components["schemas"]["FirstMemory"][];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /** Answer[list[ScheduleItem]] */
        Answer_list_ScheduleItem__: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            /** Data */
            data: components["schemas"]["ScheduleItem"][];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /** Answer[list[str]] */
        Answer_list_str__: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            /** Data */
            data: string[];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
        };
        /**
         * AppBatchAnswer
         * @description What was kept.
         */
        AppBatchAnswer: {
            /** Kept */
            kept: number;
        };
        /**
         * AppBatchBody
         * @description Lines, oldest first, and what the app says of the device it runs on.
         */
        AppBatchBody: {
            /**
             * Device
             * @default {}
             */
            device: {
                [key: string]: unknown;
            };
            /** Lines */
            lines: components["schemas"]["AppLineBody"][];
        };
        /**
         * AppLineBody
         * @description A line of an app's log.
         *
         *     Attributes:
         *         at: When it was written; left out, now.
         *         screen: Where in the app.
         *         data: More about it.
         */
        AppLineBody: {
            /** At */
            at?: string | null;
            /**
             * Level
             * @default info
             * @enum {string}
             */
            level: "debug" | "info" | "warning" | "error" | "critical";
            /** Message */
            message: string;
            /**
             * Screen
             * @default
             */
            screen: string;
            /**
             * Data
             * @default {}
             */
            data: {
                [key: string]: unknown;
            };
        };
        /**
         * AppLogFiguresView
         * @description How much is kept; screens with the most lines first.
         *
         *     Attributes:
         *         devices: How many different devices wrote them.
         *         keep_days: After so many days a line is forgotten.
         *         most: Of one person so many lines are kept.
         */
        AppLogFiguresView: {
            /** Lines */
            lines: number;
            /** Levels */
            levels: {
                [key: string]: number;
            };
            /** Screens */
            screens: {
                [key: string]: number;
            };
            /** Devices */
            devices: number;
            /** Oldest */
            oldest: string | null;
            /** Newest */
            newest: string | null;
            /** Keep Days */
            keep_days: number;
            /** Most */
            most: number;
        };
        /**
         * AppLogLine
         * @description One line.
         *
         *     Attributes:
         *         at: By the clock of the device; `received_at` by ours.
         *         by: Whose app it is.
         *         app: The API key it was sent with; empty for a browser.
         */
        AppLogLine: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Level
             * @enum {string}
             */
            level: "debug" | "info" | "warning" | "error" | "critical";
            /** Message */
            message: string;
            /** Screen */
            screen: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /** Device */
            device: {
                [key: string]: unknown;
            };
            /** By */
            by: string;
            /** App */
            app: string;
        };
        /**
         * AppLogsCleared
         * @description How many lines are gone.
         */
        AppLogsCleared: {
            /** Cleared */
            cleared: number;
        };
        /**
         * AppLogsView
         * @description Lines, the newest first.
         *
         *     Attributes:
         *         before: To be sent for what comes next; None at the end.
         */
        AppLogsView: {
            /** Lines */
            lines: components["schemas"]["AppLogLine"][];
            /** Before */
            before: string | null;
        };
        /**
         * Arrival
         * @description Somebody that another server vouches for.
         *
         *     Attributes:
         *         account_id: What they open; None while they wait.
         */
        Arrival: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Issuer */
            issuer: string;
            /** Shown Name */
            shown_name: string;
            /** Mail */
            mail: string;
            /** Account Id */
            account_id: string | null;
            /**
             * Arrived At
             * Format: date-time
             */
            arrived_at: string;
            /** Last Used At */
            last_used_at: string | null;
        };
        /**
         * ArrivalLink
         * @description What somebody is to open; None for nothing.
         */
        ArrivalLink: {
            /** Account Id */
            account_id: string | null;
        };
        /**
         * AuditEntry
         * @description One thing that was done.
         *
         *     Attributes:
         *         by: Who; empty for the terminal, for somebody unknown, and for an account that is no more.
         *         key_name: The API key it was done with; empty for a browser.
         *         address: Where from; empty for the terminal.
         *         names: What people, accounts and sign-ins are called whose ids are in `subject` and `details`, those there are.
         */
        AuditEntry: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Key Name */
            key_name: string;
            /** Action */
            action: string;
            /** Subject */
            subject: string;
            /** Details */
            details: {
                [key: string]: unknown;
            };
            /** Address */
            address: string;
            /** Names */
            names: {
                [key: string]: string;
            };
        };
        /**
         * AuditPage
         * @description A part of the record, the newest first.
         *
         *     Attributes:
         *         before: To be sent for what comes next; None at the end.
         *         actions: Every kind of action there is.
         */
        AuditPage: {
            /** Entries */
            entries: components["schemas"]["AuditEntry"][];
            /** Before */
            before: string | null;
            /** Actions */
            actions: string[];
        };
        /**
         * AwayPart
         * @description A part that should run and does not do its work.
         *
         *     Attributes:
         *         fix: What can be done about it; empty for members, who can't.
         */
        AwayPart: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Fix */
            fix: string;
        };
        /**
         * AwayView
         * @description The parts that are away.
         */
        AwayView: {
            /** Parts */
            parts: components["schemas"]["AwayPart"][];
        };
        /** Body_test_hearing */
        Body_test_hearing: {
            /** Clip */
            clip: string;
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
         * ChangeAnswer
         * @description One saving.
         */
        ChangeAnswer: {
            /** Number */
            number: number;
            /** Changed By */
            changed_by: string;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Values */
            values: components["schemas"]["ChangedValue"][];
            /** Undoes */
            undoes: number | null;
            /** Undone By */
            undone_by: number | null;
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
         * ChangedValue
         * @description One field of a change; secrets tell nothing but that there was one.
         */
        ChangedValue: {
            /** Key */
            key: string;
            /** Label */
            label: string;
            before: components["schemas"]["JsonValue"];
            after: components["schemas"]["JsonValue"];
            /** Is Secret */
            is_secret: boolean;
        };
        /**
         * ChangesAnswer
         * @description The newest first; `next` goes on.
         */
        ChangesAnswer: {
            /** Changes */
            changes: components["schemas"]["ChangeAnswer"][];
            /** Next */
            next: number | null;
        };
        /**
         * ChannelBody
         * @description The voice of a channel.
         */
        ChannelBody: {
            /** Voice */
            voice: string;
            /** Channel */
            channel: string;
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
         * ChannelVoiceView
         * @description The voice of a channel; `/` is the root.
         */
        ChannelVoiceView: {
            /** Channel */
            channel: string;
            /** Voice */
            voice: string;
        };
        /**
         * ChatAnswer
         * @description The answer.
         */
        ChatAnswer: {
            /** Response */
            response: string;
            /** Session Id */
            session_id: string;
            context_used: components["schemas"]["ContextUsed"];
        };
        /**
         * ChatBody
         * @description A question.
         *
         *     Attributes:
         *         user_name: Ignored but for a check: an answer is always that of the account, since it may tell what is known.
         *         session_id: Ignored: a talk goes on until it was silent for long.
         *         include_memories: Taken for compatibility: what is known is used where it helps.
         *         include_schedule: The same.
         */
        ChatBody: {
            /** Message */
            message: string;
            /**
             * User Name
             * @default
             */
            user_name: string;
            /**
             * Session Id
             * @default
             */
            session_id: string;
            /**
             * Include Memories
             * @default true
             */
            include_memories: boolean;
            /**
             * Include Schedule
             * @default true
             */
            include_schedule: boolean;
        };
        /**
         * ChatEnvelope
         * @description The shape of every answer of the first system.
         */
        ChatEnvelope: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            data: components["schemas"]["ChatAnswer"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp: string;
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
         * ChoiceBody
         * @description A choice; empty for none, so that the next one counts.
         */
        ChoiceBody: {
            /** Voice */
            voice: string;
        };
        /**
         * Choices
         * @description What somebody wants of the assistant; empty for what is usual.
         *
         *     Attributes:
         *         own_time_zone: Whether they chose their zone; else it is the assistant's.
         *         persona: The persona they chose; empty for that of the channel.
         */
        Choices: {
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
            /** Language */
            language: string;
            /**
             * Clock
             * @enum {integer}
             */
            clock: 12 | 24;
            /** Voice */
            voice: string;
            reminded_by: components["schemas"]["Reminding"];
            /** Mail */
            mail: string;
            /** Persona */
            persona: string;
        };
        /**
         * ChoicesPatch
         * @description What is to be different; what is left out stays, empty (for `clock` 0) goes back to the usual.
         */
        ChoicesPatch: {
            /** Name */
            name?: string | null;
            /** Time Zone */
            time_zone?: string | null;
            /** Language */
            language?: string | null;
            /** Clock */
            clock?: (0 | 12 | 24) | null;
            /** Voice */
            voice?: string | null;
            reminded_by?: components["schemas"]["Reminding"] | null;
            /** Mail */
            mail?: string | null;
            /** Persona */
            persona?: string | null;
        };
        /**
         * CodeBody
         * @description A code that was told at another door.
         */
        CodeBody: {
            /** Code */
            code: string;
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
         * ContextUsed
         * @description What the answer could draw on.
         */
        ContextUsed: {
            /** Memories */
            memories: boolean;
            /** Schedule */
            schedule: boolean;
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
         * Deleted
         * @description What is gone.
         */
        Deleted: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Deleted
             * @default true
             */
            deleted: boolean;
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
         * Embeddings
         * @description How far the embedding of what was said is, by the model of now; null where that can't be counted.
         */
        Embeddings: {
            /** Model */
            model: string;
            /** Done */
            done: number | null;
            /** Total */
            total: number | null;
        };
        /**
         * Ended
         * @description How many sessions were ended.
         */
        Ended: {
            /** Ended */
            ended: number;
        };
        /**
         * EngineBody
         * @description The engine whose first voice becomes the usual one.
         */
        EngineBody: {
            /** Engine */
            engine: string;
        };
        /**
         * EngineView
         * @description An engine.
         *
         *     Attributes:
         *         voices: How many it has; 0 where it does not run.
         *         usual: Whether the usual voice is one of its.
         *         hint: What to do where it does not run.
         */
        EngineView: {
            /** Name */
            name: string;
            /** Voices */
            voices: number;
            /** Usual */
            usual: boolean;
            /**
             * Hint
             * @default
             */
            hint: string;
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
            scope: components["schemas"]["mumble_ai__calendar__revising__Scope"];
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
         * ExternalView
         * @description Another server's sign-in that opens the account.
         */
        ExternalView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Issuer */
            issuer: string;
            /** Shown Name */
            shown_name: string;
            /** Mail */
            mail: string;
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
         * Features
         * @description What the app may offer; `voice` where somebody can be heard and answered aloud now.
         */
        Features: {
            /** Memories */
            memories: boolean;
            /** Schedules */
            schedules: boolean;
            /** Voice */
            voice: boolean;
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
         * FetchAnswer
         * @description How far one fetch is; see `Fetch`.
         */
        FetchAnswer: {
            /** Model */
            model: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "ollama" | "catalogue";
            /**
             * Step
             * @enum {string}
             */
            step: "waiting" | "fetching" | "done" | "failed" | "stopped";
            /** Detail */
            detail: string;
            /** Done Bytes */
            done_bytes: number;
            /** Total Bytes */
            total_bytes: number;
        };
        /**
         * FetchBody
         * @description A model to fetch, by the Ollama server or of our catalogue.
         */
        FetchBody: {
            /** Model */
            model: string;
            /**
             * Kind
             * @default ollama
             * @enum {string}
             */
            kind: "ollama" | "catalogue";
        };
        /**
         * FetchesAnswer
         * @description The newest first.
         */
        FetchesAnswer: {
            /** Fetches */
            fetches: components["schemas"]["FetchAnswer"][];
        };
        /**
         * FirstLog
         * @description A line as it is read back.
         */
        FirstLog: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp: string;
            /** Level */
            level: string;
            /** Message */
            message: string;
            /** Screen */
            screen: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /** Device Info */
            device_info: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * FirstLogBatch
         * @description What the app sends.
         */
        FirstLogBatch: {
            /** Logs */
            logs: components["schemas"]["FirstLogEntry"][];
            /**
             * Device Info
             * @default {}
             */
            device_info: {
                [key: string]: unknown;
            };
        };
        /**
         * FirstLogEntry
         * @description A line as the app sends it; what is too long is cut, since the app would send it again for ever.
         *
         *     Attributes:
         *         timestamp: ISO 8601, in the person's zone where it names none.
         */
        FirstLogEntry: {
            /**
             * Timestamp
             * @default
             */
            timestamp: string;
            /**
             * Level
             * @default INFO
             */
            level: string;
            /**
             * Message
             * @default
             */
            message: string;
            /**
             * Screen
             * @default
             */
            screen: string | null;
            /** Data */
            data?: unknown;
        };
        /**
         * FirstLogs
         * @description Lines, the newest first.
         */
        FirstLogs: {
            /** Logs */
            logs: components["schemas"]["FirstLog"][];
            /** Count */
            count: number;
        };
        /**
         * FirstLogsTaken
         * @description What was taken.
         */
        FirstLogsTaken: {
            /**
             * Success
             * @default true
             * @constant
             */
            success: true;
            /** Received Logs */
            received_logs: number;
        };
        /**
         * FirstMemory
         * @description A fact, as the first system told a memory.
         */
        FirstMemory: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** User Name */
            user_name: string;
            /** Category */
            category: string;
            /** Content */
            content: string;
            /** Importance */
            importance: number;
            /** Tags */
            tags: string[];
            /** Active */
            active: boolean;
            /**
             * Extracted At
             * Format: date-time
             */
            extracted_at: string;
        };
        /**
         * FirstMessage
         * @description A message of the viewer's talk.
         */
        FirstMessage: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** User Name */
            user_name: string;
            /** Session Id */
            session_id: string | null;
            /** Message Type */
            message_type: string;
            /** Role */
            role: string;
            /** Message */
            message: string;
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp: string;
        };
        /**
         * FirstProfile
         * @description What is kept of somebody, in figures.
         *
         *     Attributes:
         *         schedule_count: Events that are not over.
         *         conversation_count: Messages.
         *         last_active: When something was said last; null where nothing was.
         */
        FirstProfile: {
            /** User Name */
            user_name: string;
            /** Memory Count */
            memory_count: number;
            /** Schedule Count */
            schedule_count: number;
            /** Conversation Count */
            conversation_count: number;
            /** Last Active */
            last_active: string | null;
        };
        /**
         * FirstSession
         * @description A talk.
         */
        FirstSession: {
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /** User Name */
            user_name: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Last Activity
             * Format: date-time
             */
            last_activity: string;
            /** Message Count */
            message_count: number;
        };
        /**
         * FirstSessions
         * @description Talks, the newest first.
         */
        FirstSessions: {
            /** Sessions */
            sessions: components["schemas"]["FirstSession"][];
        };
        /**
         * FirstStats
         * @description Counts: the viewer's own; of everybody for an owner.
         */
        FirstStats: {
            /** Total Messages */
            total_messages: number;
            /** Unique Users */
            unique_users: number;
            /** Voice Messages */
            voice_messages: number;
            /** Text Messages */
            text_messages: number;
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
         * ForgetBody
         * @description The name of the person, typed, so that nobody is forgotten by a slip.
         */
        ForgetBody: {
            /** Confirm */
            confirm: string;
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
         * HeardAnswer
         * @description What was heard in a recording.
         */
        HeardAnswer: {
            /** Text */
            text: string;
            /** Language */
            language: string;
            /** Engine */
            engine: string;
            /** Seconds */
            seconds: number;
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
         * InUse
         * @description Which models the settings name.
         */
        InUse: {
            /** Stt Engine */
            stt_engine: string;
            /** Whisper Model */
            whisper_model: string;
            /** Whisper Language */
            whisper_language: string;
            /** Llm Provider */
            llm_provider: string;
            /** Ollama Url */
            ollama_url: string;
            /** Ollama Model */
            ollama_model: string;
            /** Openai Base Url */
            openai_base_url: string;
            /** Openai Model */
            openai_model: string;
            /** Llm Fallback */
            llm_fallback: string;
            /** Embedding Model */
            embedding_model: string;
            /** Vision Model */
            vision_model: string;
            /** Memory Extraction Model */
            memory_extraction_model: string;
            /** Tts Engine */
            tts_engine: string;
        };
        /**
         * InvitationView
         * @description A secret with which a person makes their account, told once.
         *
         *     Attributes:
         *         path: Of the page where it is typed in already.
         */
        InvitationView: {
            /** Secret */
            secret: string;
            /** Path */
            path: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
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
         * Joining
         * @description What somebody types to make their account.
         *
         *     Attributes:
         *         secret: An invitation, or the code that the assistant told them.
         */
        Joining: {
            /** Sign In Name */
            sign_in_name: string;
            /** Password */
            password: string;
            /** Secret */
            secret: string;
        };
        JsonValue: unknown;
        /**
         * KeyView
         * @description A key as it can be shown again.
         *
         *     Attributes:
         *         ending: Its last characters, to tell it from others.
         */
        KeyView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            scope: components["schemas"]["mumble_ai__accounts__api_keys__Scope"];
            /** Ending */
            ending: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Last Used At */
            last_used_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /** Is Good */
            is_good: boolean;
        };
        /**
         * Kind
         * @description What it is.
         * @enum {string}
         */
        Kind: "reminder" | "timer" | "alarm" | "event";
        /**
         * Line
         * @description Words such as "dentist tomorrow at 3 for an hour".
         */
        Line: {
            /** Text */
            text: string;
        };
        /**
         * LinkCode
         * @description A code to say or type at another door, told once.
         *
         *     Attributes:
         *         spoken: Digit by digit, as it is said.
         */
        LinkCode: {
            /** Digits */
            digits: string;
            /** Spoken */
            spoken: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /**
         * Linked
         * @description Who the viewer is now.
         */
        Linked: {
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Name */
            name: string;
            /** Became Owner */
            became_owner: boolean;
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
         * MadeKey
         * @description A new key.
         *
         *     Attributes:
         *         secret: The key itself. It is told this once and kept nowhere.
         */
        MadeKey: {
            key: components["schemas"]["KeyView"];
            /** Secret */
            secret: string;
        };
        /**
         * MemoryBody
         * @description Something to remember.
         */
        MemoryBody: {
            /**
             * User Name
             * @default
             */
            user_name: string;
            /** Content */
            content: string;
            /**
             * Category
             * @default
             */
            category: string;
            /** Importance */
            importance?: number | null;
            /** Tags */
            tags?: string[] | null;
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
         * MemoryPatch
         * @description What is to be different.
         */
        MemoryPatch: {
            /** Content */
            content?: string | null;
            /** Category */
            category?: string | null;
            /** Importance */
            importance?: number | null;
            /** Tags */
            tags?: string[] | null;
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
         * MergeBody
         * @description Who becomes part of whom.
         */
        MergeBody: {
            /**
             * Goes
             * Format: uuid
             */
            goes: string;
        };
        /**
         * MergePreview
         * @description What would move, by the name of its table; a link can't be undone.
         */
        MergePreview: {
            /** Stays */
            stays: string;
            /** Goes */
            goes: string;
            /** Moves */
            moves: {
                [key: string]: number;
            };
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
         * MessageBody
         * @description One message.
         *
         *     Attributes:
         *         id: Stays the same for as long as the message does.
         *         turn_id: As the page has chosen it.
         *         actions: What was done for an answer.
         *         learned: What was noted from a question, in sentences; it may come some seconds later.
         *         interrupted: Whether the answer was stopped.
         */
        MessageBody: {
            /** Id */
            id: string;
            /** Turn Id */
            turn_id: string;
            /**
             * Role
             * @enum {string}
             */
            role: "user" | "assistant";
            /** Text */
            text: string;
            /** Spoken */
            spoken: boolean;
            /**
             * Said At
             * Format: date-time
             */
            said_at: string;
            /**
             * Interrupted
             * @default false
             */
            interrupted: boolean;
            /**
             * Actions
             * @default []
             */
            actions: components["schemas"]["ActionTaken"][];
            /**
             * Learned
             * @default []
             */
            learned: string[];
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
         * MobileConfig
         * @description What the app shows of the assistant.
         *
         *     Attributes:
         *         ollama_model: The model that is asked first, whatever server it is on.
         *         bot_persona: Who the assistant is for the viewer.
         */
        MobileConfig: {
            /** Ollama Model */
            ollama_model: string;
            /** Bot Persona */
            bot_persona: string;
            features_enabled: components["schemas"]["Features"];
        };
        /**
         * MobileHealth
         * @description How the parts are that the app needs.
         *
         *     Attributes:
         *         ollama: Of the language model, whatever server it is on.
         */
        MobileHealth: {
            /**
             * Status
             * @enum {string}
             */
            status: "healthy" | "degraded";
            /**
             * Database
             * @enum {string}
             */
            database: "connected" | "unavailable";
            /**
             * Ollama
             * @enum {string}
             */
            ollama: "healthy" | "unhealthy";
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp: string;
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
         * ModelsAnswer
         * @description The models of the house.
         */
        ModelsAnswer: {
            in_use: components["schemas"]["InUse"];
            embeddings: components["schemas"]["Embeddings"];
            /** Own */
            own: components["schemas"]["OwnModel"][];
        };
        /**
         * NewAccount
         * @description An account for a person who is known.
         *
         *     Attributes:
         *         password: A first one, which they should change; left out where another server signs them in.
         */
        NewAccount: {
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Sign In Name */
            sign_in_name: string;
            /**
             * Password
             * @default
             */
            password: string;
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
         * NewKey
         * @description A key to be made.
         *
         *     Attributes:
         *         expires_at: Until when it is good; left out for ever.
         */
        NewKey: {
            /** Name */
            name: string;
            /** @default read */
            scope: components["schemas"]["mumble_ai__accounts__api_keys__Scope"];
            /** Expires At */
            expires_at?: string | null;
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
         * OpenSession
         * @description A browser that is signed in.
         *
         *     Attributes:
         *         is_this: Whether it is the one that asks.
         */
        OpenSession: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Browser */
            browser: string;
            /** Address */
            address: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Is This */
            is_this: boolean;
        };
        /**
         * OtherWay
         * @description Another server that signs people in.
         */
        OtherWay: {
            /** Title */
            title: string;
            /** Url */
            url: string;
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
         * OwnAccount
         * @description What the account page shows.
         *
         *     Attributes:
         *         time_zone: IANA name; empty for the assistant's own.
         *         language: ISO 639-1; empty where it is detected.
         *         clock: 12 or 24; 0 for what is usual in the language.
         */
        OwnAccount: {
            /** Sign In Name */
            sign_in_name: string;
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
            /** House Time Zone */
            house_time_zone: string;
            /** Language */
            language: string;
            /**
             * Clock
             * @enum {integer}
             */
            clock: 0 | 12 | 24;
            /** Has Password */
            has_password: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** External */
            external: components["schemas"]["ExternalView"][];
            /** Time Zones */
            time_zones: string[];
        };
        /**
         * OwnChange
         * @description What is to be different; what is left out stays.
         */
        OwnChange: {
            /** Name */
            name?: string | null;
            /** Time Zone */
            time_zone?: string | null;
            /** Language */
            language?: string | null;
            /** Clock */
            clock?: (0 | 12 | 24) | null;
            /** Sign In Name */
            sign_in_name?: string | null;
        };
        /**
         * OwnModel
         * @description A model of our catalogue.
         *
         *     Attributes:
         *         is_here: Whether its files are on this machine, whole.
         *         is_used: Whether the settings of now use it.
         *         problem: Why it can't be had, such as a licence that was not accepted.
         */
        OwnModel: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /**
             * Purpose
             * @enum {string}
             */
            purpose: "stt" | "tts" | "llm" | "vad" | "turns" | "embedding";
            /** Licence */
            licence: string;
            /** Disk Bytes */
            disk_bytes: number;
            /** Is Here */
            is_here: boolean;
            /** Is Used */
            is_used: boolean;
            /** Problem */
            problem: string;
        };
        /**
         * Part
         * @description What an answer depends on; named in failures.
         * @enum {string}
         */
        Part: "stt" | "llm" | "tts" | "door";
        /**
         * PartStanding
         * @description How a part is that a talk needs.
         */
        PartStanding: {
            /** Ok */
            ok: boolean;
            /** Detail */
            detail: string;
        };
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
         * PasswordChange
         * @description A new password.
         *
         *     Attributes:
         *         current: The one until now; empty where there is none yet.
         */
        PasswordChange: {
            /** Current */
            current: string;
            /** New */
            new: string;
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
         * PersonDetail
         * @description Somebody with how they are known and what they chose.
         */
        PersonDetail: {
            person: components["schemas"]["PersonView"];
            /** Ways */
            ways: components["schemas"]["WayView"][];
            choices: components["schemas"]["Choices"];
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
         * PersonView
         * @description Somebody who is known.
         *
         *     Attributes:
         *         ways: Kinds of doors they are known at.
         *         messages: How many are kept.
         *         sign_in_name: What they sign in with; empty for nothing yet.
         */
        PersonView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /** Is Me */
            is_me: boolean;
            /** Ways */
            ways: string[];
            /** Last Seen At */
            last_seen_at: string | null;
            /** Messages */
            messages: number;
            /** Sign In Name */
            sign_in_name: string;
            /** May Sign In */
            may_sign_in: boolean;
        };
        /**
         * PersonVoiceView
         * @description The voice that somebody hears; empty for that of the channel.
         */
        PersonVoiceView: {
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Name */
            name: string;
            /** Voice */
            voice: string;
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
         * PreviewBody
         * @description What to say with a voice, without choosing it.
         *
         *     Attributes:
         *         text: Empty for a sentence in the language of the voice.
         *         word: A word said as if it stood in the dictionary.
         */
        PreviewBody: {
            /** Voice */
            voice: string;
            /**
             * Text
             * @default
             */
            text: string;
            /**
             * Speed
             * @default 1
             */
            speed: number;
            word?: components["schemas"]["WordBody"] | null;
        };
        /**
         * QuestionBody
         * @description A question.
         *
         *     Attributes:
         *         turn_id: Chosen by the caller: a question sent twice is answered once. Left out, one is made.
         *         spoken: Whether it was said; the answer is then worded to be spoken.
         *         language: ISO 639-1 code that it was heard in.
         */
        QuestionBody: {
            /** Text */
            text: string;
            /** Turn Id */
            turn_id?: string | null;
            /**
             * Spoken
             * @default false
             */
            spoken: boolean;
            /** Language */
            language?: string | null;
        };
        /**
         * Refused
         * @description What went wrong.
         */
        Refused: {
            /**
             * Success
             * @default false
             * @constant
             */
            success: false;
            error: components["schemas"]["WhatIsWrong"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp?: string;
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
         * Reminding
         * @description Where reminders go.
         * @enum {string}
         */
        Reminding: "voice" | "text" | "mail";
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
         * RoleBody
         * @description What somebody may do from now on.
         */
        RoleBody: {
            role: components["schemas"]["Role"];
        };
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
         * RunningTurn
         * @description A question that is being answered; `GET …/turns/{turn_id}/events` follows it.
         */
        RunningTurn: {
            /** Turn Id */
            turn_id: string;
            /** Text */
            text: string;
            /** Spoken */
            spoken: boolean;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
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
         * SaveBody
         * @description Settings to save.
         *
         *     Attributes:
         *         seen_version: What the page shows; a change by somebody else since is refused.
         *         is_tried: Whether the change is tried first and refused where it does not work.
         */
        SaveBody: {
            /** Values */
            values: {
                [key: string]: string | number | boolean | null;
            };
            /** Seen Version */
            seen_version?: number | null;
            /**
             * Is Tried
             * @default true
             */
            is_tried: boolean;
        };
        /**
         * SavedAnswer
         * @description What a saving did.
         *
         *     Attributes:
         *         change: Its number, by which it can be undone.
         *         at_once: Titles of services that have it now.
         *         restart: Titles of services that start again for it.
         */
        SavedAnswer: {
            /** Change */
            change: number;
            /** At Once */
            at_once: string[];
            /** Restart */
            restart: string[];
            /** Trials */
            trials: components["schemas"]["TrialAnswer"][];
        };
        /**
         * ScheduleBody
         * @description An event to be kept. Without a time it is the whole day.
         */
        ScheduleBody: {
            /**
             * User Name
             * @default
             */
            user_name: string;
            /** Title */
            title: string;
            /**
             * Event Date
             * Format: date
             */
            event_date: string;
            /** Event Time */
            event_time?: string | null;
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
             * Reminder Enabled
             * @default false
             */
            reminder_enabled: boolean;
            /**
             * Reminder Minutes
             * @default 60
             */
            reminder_minutes: number;
        };
        /**
         * ScheduleItem
         * @description An event at one of its times, as the first system told it: wall time of the person, no zone.
         */
        ScheduleItem: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** User Name */
            user_name: string;
            /** Title */
            title: string;
            /**
             * Event Date
             * Format: date
             */
            event_date: string;
            /** Event Time */
            event_time: string | null;
            /** Description */
            description: string;
            /** Importance */
            importance: number;
            /** Reminder Enabled */
            reminder_enabled: boolean;
            /** Reminder Minutes */
            reminder_minutes: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * SchedulePatch
         * @description What is to be different.
         */
        SchedulePatch: {
            /** Title */
            title?: string | null;
            /** Event Date */
            event_date?: string | null;
            /** Event Time */
            event_time?: string | null;
            /** Description */
            description?: string | null;
            /** Importance */
            importance?: number | null;
            /** Reminder Enabled */
            reminder_enabled?: boolean | null;
            /** Reminder Minutes */
            reminder_minutes?: number | null;
        };
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
         * SectionAnswer
         * @description Settings that belong together.
         */
        SectionAnswer: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** About */
            about: string;
            /** Settings */
            settings: components["schemas"]["SettingAnswer"][];
        };
        /**
         * ServerAnswer
         * @description What a language model server has; where it does not answer, `problem` says why.
         */
        ServerAnswer: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "ollama" | "openai";
            /** Url */
            url: string;
            /** Ok */
            ok: boolean;
            /** Problem */
            problem: string;
            /** Version */
            version: string;
            /** Models */
            models: components["schemas"]["ServerModel"][];
        };
        /**
         * ServerBody
         * @description A server to try. An empty key stands for the saved one, where the address is the saved one, too.
         */
        ServerBody: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "ollama" | "openai";
            /** Url */
            url: string;
            /**
             * Api Key
             * @default
             */
            api_key: string;
        };
        /**
         * ServerModel
         * @description One model of a server; sizes in bytes, 0 where the server does not say.
         *
         *     Attributes:
         *         memory_bytes: What it takes while it is loaded; 0 while it is not.
         */
        ServerModel: {
            /** Name */
            name: string;
            /**
             * Disk Bytes
             * @default 0
             */
            disk_bytes: number;
            /**
             * Memory Bytes
             * @default 0
             */
            memory_bytes: number;
            /**
             * Parameters
             * @default
             */
            parameters: string;
            /**
             * Quantization
             * @default
             */
            quantization: string;
            /**
             * Family
             * @default
             */
            family: string;
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
         * SettingAnswer
         * @description One setting.
         *
         *     Attributes:
         *         names: In the environment, the preferred one first.
         *         value: What is in effect; null for a secret.
         *         is_set: Whether it has another value than nothing, for secrets.
         *         default: What it is where nobody says anything.
         *         source: Where the value comes from; `where` says it in words.
         *         can_reset: Whether a value is saved that can be taken away.
         *         problem: Why the saved value is not used; empty where it is.
         *         at_once: Titles of the services that take a change up while they run.
         *         restart: Titles of those that start again for it, in a quiet moment.
         *         fixed: Why it can't be saved; empty where it can.
         */
        SettingAnswer: {
            /** Key */
            key: string;
            /** Names */
            names: string[];
            /** Label */
            label: string;
            /** Help */
            help: string;
            /** Section */
            section: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "text" | "number" | "whole number" | "choice" | "switch";
            /** Choices */
            choices: string[];
            /** Least */
            least: number | null;
            /** Most */
            most: number | null;
            /** Is Above */
            is_above: boolean;
            /** Unit */
            unit: string;
            /** Is Long */
            is_long: boolean;
            /** Is Secret */
            is_secret: boolean;
            /** Value */
            value: string | number | boolean | null;
            /** Is Set */
            is_set: boolean;
            /** Default */
            default: string | number | boolean | null;
            /**
             * Source
             * @enum {string}
             */
            source: "environment" | "saved" | "default";
            /** Where */
            where: string;
            /** Can Reset */
            can_reset: boolean;
            /** Changed By */
            changed_by: string;
            /** Changed At */
            changed_at: string | null;
            /** Problem */
            problem: string;
            /** At Once */
            at_once: string[];
            /** Restart */
            restart: string[];
            /** Fixed */
            fixed: string;
        };
        /**
         * SettingsAnswer
         * @description All settings.
         *
         *     Attributes:
         *         version: To be sent with a change, so that nobody overwrites what they did not see.
         *         is_away: Whether the database is: nothing can be saved now.
         */
        SettingsAnswer: {
            /** Version */
            version: number;
            /** Is Away */
            is_away: boolean;
            /** Sections */
            sections: components["schemas"]["SectionAnswer"][];
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
         * SignInWays
         * @description How people can sign in here.
         */
        SignInWays: {
            other: components["schemas"]["OtherWay"] | null;
        };
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
         * TalkPage
         * @description Messages, oldest first.
         *
         *     Attributes:
         *         before: Where the page of older ones begins; empty where there are none.
         */
        TalkPage: {
            /** Messages */
            messages: components["schemas"]["MessageBody"][];
            /** Before */
            before: string;
            running: components["schemas"]["RunningTurn"] | null;
        };
        /**
         * TalkStanding
         * @description What works now: the language model, the ear, the voice.
         */
        TalkStanding: {
            model: components["schemas"]["PartStanding"];
            hearing: components["schemas"]["PartStanding"];
            speaking: components["schemas"]["PartStanding"];
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
         * TrialAnswer
         * @description How one trial went.
         */
        TrialAnswer: {
            /** What */
            what: string;
            /** Ok */
            ok: boolean;
            /** Detail */
            detail: string;
            /** Seconds */
            seconds: number;
        };
        /**
         * TrialsAnswer
         * @description How all of them went; `ok` where none failed.
         */
        TrialsAnswer: {
            /** Ok */
            ok: boolean;
            /** Trials */
            trials: components["schemas"]["TrialAnswer"][];
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
             * Door
             * @default mumble
             * @enum {string}
             */
            door: "mumble" | "web";
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
        /**
         * UsualVoice
         * @description The usual voice.
         *
         *     Attributes:
         *         voice: Its id; empty for the first voice of the usual engine.
         *         engine: The usual engine, as the settings name it.
         *         origin: `environment`: it was chosen where the stack is started, and only there it can be changed.
         */
        UsualVoice: {
            /** Voice */
            voice: string;
            /** Engine */
            engine: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "environment" | "saved" | "default";
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
         * Values
         * @description Settings as they shall be; null or an empty text takes the default again.
         */
        Values: {
            /** Values */
            values: {
                [key: string]: string | number | boolean | null;
            };
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
         * VoiceChoicesView
         * @description Who hears which voice where. What is nearer counts: the person, the channel, the usual one.
         *
         *     Attributes:
         *         mine: Of whoever asks.
         *         people: Everybody who is known, for owners alone.
         *         known_channels: Channels to choose from.
         */
        VoiceChoicesView: {
            /** Mine */
            mine: string;
            /** Channels */
            channels: components["schemas"]["ChannelVoiceView"][];
            /** People */
            people: components["schemas"]["PersonVoiceView"][];
            /** Known Channels */
            known_channels: string[];
        };
        /**
         * VoiceList
         * @description Every voice of every engine that runs.
         */
        VoiceList: {
            /** Voices */
            voices: components["schemas"]["VoiceView"][];
            /** Engines */
            engines: components["schemas"]["EngineView"][];
            usual: components["schemas"]["UsualVoice"];
        };
        /**
         * VoiceView
         * @description A voice.
         *
         *     Attributes:
         *         language: Such as `en` or `de-AT`.
         *         gender: Empty where it is not known; `quality` likewise.
         */
        VoiceView: {
            /** Id */
            id: string;
            /** Engine */
            engine: string;
            /** Language */
            language: string;
            /** Description */
            description: string;
            /** Gender */
            gender: string;
            /** Quality */
            quality: string;
            /** Sample Rate Hz */
            sample_rate_hz: number;
        };
        /**
         * WayView
         * @description One way somebody is known.
         *
         *     Attributes:
         *         kind: `mumble` (certificate), `mumble-user` (account of a server), `sip`, `mail`, `web`, `visit`,
         *             `first-system`.
         *         shown: What is verified, shortened where it is a hash.
         */
        WayView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Shown */
            shown: string;
            /** Is Verified */
            is_verified: boolean;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Last Seen At */
            last_seen_at: string | null;
        };
        /**
         * WhatIsWrong
         * @description Why it went wrong: for programs, and for people.
         */
        WhatIsWrong: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /**
             * Details
             * @default {}
             */
            details: {
                [key: string]: unknown;
            };
        };
        /**
         * WordBody
         * @description How a word, or several, are said.
         *
         *     Attributes:
         *         language: A code such as `en`, or `all`.
         *         has_case: Whether only this very spelling is meant.
         */
        WordBody: {
            /** Language */
            language: string;
            /** Word */
            word: string;
            /** Say */
            say: string;
            /**
             * Has Case
             * @default false
             */
            has_case: boolean;
        };
        /**
         * WordChange
         * @description A word to keep.
         *
         *     Attributes:
         *         instead_of: The entry that it takes the place of, where its word or language was changed.
         */
        WordChange: {
            /** Language */
            language: string;
            /** Word */
            word: string;
            /** Say */
            say: string;
            /**
             * Has Case
             * @default false
             */
            has_case: boolean;
            instead_of?: components["schemas"]["WordBody"] | null;
        };
        /**
         * WordList
         * @description The dictionary.
         *
         *     Attributes:
         *         words: Those of the panel, which may be changed here.
         *         of_file: Those of the file `pronunciations.toml`; of two of the same word that of the panel counts.
         *         most: How many there may be.
         */
        WordList: {
            /** Words */
            words: components["schemas"]["WordView"][];
            /** Of File */
            of_file: components["schemas"]["WordView"][];
            /** Most */
            most: number;
        };
        /**
         * WordView
         * @description How a word, or several, are said.
         */
        WordView: {
            /** Language */
            language: string;
            /** Word */
            word: string;
            /** Say */
            say: string;
            /** Has Case */
            has_case: boolean;
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
         * Scope
         * @description What a key may do. `admin` is all that its person may; the others are of what belongs to that person.
         * @enum {string}
         */
        mumble_ai__accounts__api_keys__Scope: "read" | "write" | "admin";
        /**
         * State
         * @description How far it is; see `ReminderRow`.
         * @enum {string}
         */
        mumble_ai__calendar__reminding__reminder__State: "waiting" | "telling" | "kept" | "told" | "done" | "cancelled";
        /**
         * Scope
         * @description How much of a series is meant.
         * @enum {string}
         */
        mumble_ai__calendar__revising__Scope: "this" | "following" | "all";
        /**
         * ImportReport
         * @description What came of a file.
         */
        mumble_ai__services__control_panel__calendar__feeds__ImportReport: {
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
         * ForgottenView
         * @description What was forgotten.
         *
         *     Attributes:
         *         undo: With which it can be brought back for ten minutes; empty where it can't.
         */
        mumble_ai__services__control_panel__memory__facts__ForgottenView: {
            /** Facts */
            facts: number;
            /** Messages */
            messages: number;
            /** Undo */
            undo: string;
        };
        /**
         * KnownView
         * @description What the assistant knows of its asker, in words.
         */
        mumble_ai__services__control_panel__memory__overview__KnownView: {
            /** In Words */
            in_words: string;
        };
        /**
         * ForgottenView
         * @description What was forgotten, and what was not.
         */
        mumble_ai__services__control_panel__people__data__ForgottenView: {
            /** Messages */
            messages: number;
            /** Backups */
            backups: string;
        };
        /**
         * KnownView
         * @description What is kept of somebody, counted, and in the words the assistant says.
         *
         *     Attributes:
         *         can_export: Whether whoever asks gets it as a file: it is theirs, or shared with them.
         */
        mumble_ai__services__control_panel__people__shapes__KnownView: {
            /** Messages */
            messages: number;
            /** Talks */
            talks: number;
            /** Since */
            since: string | null;
            /** Facts */
            facts: number;
            /** Events */
            events: number;
            /** Tasks */
            tasks: number;
            /** Reminders */
            reminders: number;
            /** In Words */
            in_words: string;
            /** Can Export */
            can_export: boolean;
        };
        /**
         * ImportReport
         * @description What came of a file.
         */
        mumble_ai__services__control_panel__voices__pronunciation__ImportReport: {
            /** Taken */
            taken: number;
            /** Problems */
            problems: string[];
        };
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
    join: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Joining"];
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
    ways: {
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
                    "application/json": components["schemas"]["SignInWays"];
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
    own_account: {
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
                    "application/json": components["schemas"]["OwnAccount"];
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
    change_own_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnAccount"];
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
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
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
    sessions: {
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
                    "application/json": components["schemas"]["OpenSession"][];
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
    end_other_sessions: {
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
                    "application/json": components["schemas"]["Ended"];
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
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
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
    unlink_external: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: string;
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
    api_keys: {
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
                    "application/json": components["schemas"]["KeyView"][];
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
    make_api_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeKey"];
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
    revoke_api_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
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
                    "application/json": components["schemas"]["KeyView"];
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
    delete_api_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
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
    all_accounts: {
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
                    "application/json": components["schemas"]["AccountEntry"][];
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
    make_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountEntry"];
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
    delete_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
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
    change_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountEntry"];
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
    invite: {
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
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
    arrivals: {
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
                    "application/json": components["schemas"]["Arrival"][];
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
    link_arrival: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                arrival_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArrivalLink"];
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
    audit_log: {
        parameters: {
            query?: {
                before?: string | null;
                action?: string;
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
                    "application/json": components["schemas"]["AuditPage"];
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
    parts_away: {
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
                    "application/json": components["schemas"]["AwayView"];
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
    appLogs: {
        parameters: {
            query?: {
                level?: "debug" | "info" | "warning" | "error" | "critical";
                screen?: string;
                text?: string;
                before?: string | null;
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
                    "application/json": components["schemas"]["AppLogsView"];
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
    sendAppLogs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppBatchBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppBatchAnswer"];
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
    clearAppLogs: {
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
                    "application/json": components["schemas"]["AppLogsCleared"];
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
    appLogFigures: {
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
                    "application/json": components["schemas"]["AppLogFiguresView"];
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
                door?: ("mumble" | "web") | null;
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
                scope?: components["schemas"]["mumble_ai__calendar__revising__Scope"];
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
    ask_link_code: {
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
                    "application/json": components["schemas"]["LinkCode"];
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
    take_link_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Linked"];
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
    preview_merge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
                goes: string;
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
                    "application/json": components["schemas"]["MergePreview"];
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
    merge_people: {
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
                "application/json": components["schemas"]["MergeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreview"];
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
    list_people: {
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
                    "application/json": components["schemas"]["PersonView"][];
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
    read_person: {
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
                    "application/json": components["schemas"]["PersonDetail"];
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
    change_person: {
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
                "application/json": components["schemas"]["ChoicesPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
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
    give_role: {
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
                "application/json": components["schemas"]["RoleBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
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
    forget_way: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
                way_id: string;
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
                    "application/json": components["schemas"]["PersonDetail"];
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
    count_known: {
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
                    "application/json": components["schemas"]["mumble_ai__services__control_panel__people__shapes__KnownView"];
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
    export_person: {
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
            /** @description Everything, as JSON */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
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
    forget_person: {
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
                "application/json": components["schemas"]["ForgetBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["mumble_ai__services__control_panel__people__data__ForgottenView"];
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
    first_stats: {
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
                    "application/json": components["schemas"]["FirstStats"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_users: {
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
                    "application/json": components["schemas"]["Answer_list_str__"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_conversations: {
        parameters: {
            query?: {
                user_name?: string;
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
                    "application/json": components["schemas"]["FirstMessage"][];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_categories: {
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
                    "application/json": components["schemas"]["Answer_list_str__"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_memories: {
        parameters: {
            query?: {
                user_name?: string;
                category?: string;
                /** @description At least so important. */
                importance?: number;
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
                    "application/json": components["schemas"]["Answer_list_FirstMemory__"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_remember: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemoryBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_list_FirstMemory__"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_correct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                memory_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemoryPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_FirstMemory_"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_forget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                memory_id: string;
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
                    "application/json": components["schemas"]["Answer_Deleted_"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_schedule: {
        parameters: {
            query?: {
                user_name?: string;
                start_date?: string | null;
                end_date?: string | null;
                /** @description Only what comes, in so many days. */
                upcoming?: number | boolean;
                limit?: number;
                offset?: number;
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
                    "application/json": components["schemas"]["Answer_list_ScheduleItem__"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_add: {
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
                "application/json": components["schemas"]["ScheduleBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_ScheduleItem_"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_upcoming: {
        parameters: {
            query?: {
                days?: number;
                limit?: number;
                user?: string;
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
                    "application/json": components["schemas"]["Answer_list_ScheduleItem__"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_schedule_users: {
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
                    "application/json": components["schemas"]["Answer_list_str__"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_change: {
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
                "application/json": components["schemas"]["SchedulePatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_ScheduleItem_"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    first_delete: {
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
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_Deleted_"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    firstProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_name: string;
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
                    "application/json": components["schemas"]["Answer_FirstProfile_"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    firstSessions: {
        parameters: {
            query?: {
                user_name?: string;
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
                    "application/json": components["schemas"]["Answer_FirstSessions_"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    firstLogs: {
        parameters: {
            query?: {
                level?: string;
                screen?: string;
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
                    "application/json": components["schemas"]["FirstLogs"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    firstSendLogs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstLogBatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirstLogsTaken"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
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
    what_memory_knows: {
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
                    "application/json": components["schemas"]["mumble_ai__services__control_panel__memory__overview__KnownView"];
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
                    "application/json": components["schemas"]["mumble_ai__services__control_panel__memory__facts__ForgottenView"];
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
    memory_history: {
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
    memory_talks: {
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
    choose_persona_everywhere: {
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
    choose_persona_for_channel: {
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
    choose_my_persona: {
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
    choose_persona_for_person: {
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
    settings: {
        parameters: {
            query?: {
                search?: string;
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
                    "application/json": components["schemas"]["SettingsAnswer"];
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
    save_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedAnswer"];
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
    setting_changes: {
        parameters: {
            query?: {
                limit?: number;
                before?: number | null;
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
                    "application/json": components["schemas"]["ChangesAnswer"];
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
    setting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
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
                    "application/json": components["schemas"]["SettingAnswer"];
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
    test_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Values"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialsAnswer"];
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
    undo_settings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
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
                    "application/json": components["schemas"]["ChangeAnswer"];
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
    models: {
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
                    "application/json": components["schemas"]["ModelsAnswer"];
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
    model_server: {
        parameters: {
            query: {
                kind: "ollama" | "openai";
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
                    "application/json": components["schemas"]["ServerAnswer"];
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
    test_model_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServerBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerAnswer"];
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
    model_fetches: {
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
                    "application/json": components["schemas"]["FetchesAnswer"];
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
    fetch_model: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FetchBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FetchAnswer"];
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
    stop_fetching: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: string;
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
    delete_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: string;
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
    test_hearing: {
        parameters: {
            query?: {
                engine?: "" | "moonshine" | "faster-whisper";
                model?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_test_hearing"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeardAnswer"];
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
    talk: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["TalkPage"];
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
    talkStanding: {
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
                    "application/json": components["schemas"]["TalkStanding"];
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
    ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
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
    turnEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                turn_id: string;
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
    stopTurn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                turn_id: string;
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
    turnSpeech: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                turn_id: string;
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
                    "audio/wav": string;
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
    voices: {
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
                    "application/json": components["schemas"]["VoiceList"];
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
    voiceChoices: {
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
                    "application/json": components["schemas"]["VoiceChoicesView"];
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
    chooseMyVoice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChoiceBody"];
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
    choosePersonVoice: {
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
                "application/json": components["schemas"]["ChoiceBody"];
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
    chooseChannelVoice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelBody"];
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
    chooseUsualVoice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChoiceBody"];
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
    chooseEngine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EngineBody"];
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
    previewVoice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
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
    pronunciations: {
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
                    "application/json": components["schemas"]["WordList"];
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
    keepPronunciation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordChange"];
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
    removePronunciation: {
        parameters: {
            query: {
                language: string;
                word: string;
                has_case?: boolean;
            };
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
    exportPronunciations: {
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
                    "text/plain": string;
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
    importPronunciations: {
        parameters: {
            query?: {
                only?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["mumble_ai__services__control_panel__voices__pronunciation__ImportReport"];
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
    firstSystemChat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatEnvelope"];
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
    firstMobileConfig: {
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
                    "application/json": components["schemas"]["Answer_MobileConfig_"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    firstMobileHealth: {
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
                    "application/json": components["schemas"]["Answer_MobileHealth_"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
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
                    "application/json": components["schemas"]["mumble_ai__services__control_panel__calendar__feeds__ImportReport"];
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
