### The page Remove devices: which, what for, by which steps, how far they are, and what came of it.

page-remove = Remove devices
remove-more = Remove in steps…

## Choosing devices

remove-choose = Choose devices
remove-search-hint = Name, serial number, user, any id
remove-search-none = No device has that in any of its records.
remove-found = Devices found
remove-add = Choose { $name }
remove-chosen-already = This device is chosen already.
remove-list = By a list of serial numbers
remove-list-label = Serial numbers
remove-list-hint = One a line, or a CSV file with a column Serial Number. You can drop the file here.
remove-drop = Drop a list of serial numbers
remove-list-find = Find these devices
remove-list-empty = Paste serial numbers first, or drop a file.
remove-list-found = { $count ->
        [one] One device found.
       *[other] { $count } devices found.
    }
remove-list-missing = Not found ({ $count }):
remove-list-vague = Several devices have it, as it was never filled in ({ $count }). Search for each by its name instead:
remove-list-twice = More than once in the list ({ $count }):
remove-unreadable = { $file } can't be read.

## The devices and their records

remove-devices = Chosen devices
remove-devices-count = Chosen devices ({ $count })
remove-leave = Leave out { $name }
remove-leave-all = Leave out all
remove-gone = Deleted meanwhile: { $places }. Still there: { $left }.
remove-lost = Nothing of it is left. Deleted meanwhile: { $places }.
remove-records-of = Records of { $name }
remove-record = { $place }: { $id }
remove-unclear = It isn't clear which records are of this device. Open it, and tick those that are.
remove-underway = This device is being removed already; see below.
remove-shared = Another device that is chosen has records of this one.
unclear-several = There are several records in one place: { $place }.
unclear-serials = Its records have different serial numbers: { $serials }.
remove-pick-hint = Go by ids, users and last contact. A name proves nothing. What you don't tick stays.
remove-pick = These records are of the device
remove-pick-none = Tick at least one record.
remove-pick-undo = Undo the choice
column-since = Since
column-place = Place and id
column-of = Why it is of this device
column-is-it = It is
match-chosen = It is the one that was chosen.
match-id = It has an id in common with the record in { $place }.
match-serial = It has the same serial number, { $serial }.
match-hand = Ticked { $moment }.
match-hand-by = Ticked { $moment } by { $by }.
match-left-out = Left out by hand.
match-pending = Its registration is pending.

## The goal

remove-goal = What for
goal-remove = Remove from Autopilot
goal-remove-hint = The registration goes. The device can be registered again.
goal-deregister = Deregister for good
goal-deregister-hint = The device leaves the organisation: it goes from Intune, then from Autopilot, in the order in which that works.
goal-hand-over = Hand over to another user
goal-hand-over-hint = The device is wiped and stays registered, for whoever is next.
goal-lost = Lost or stolen
goal-lost-hint = The device is disabled and wiped. It stays registered, so that nobody else can set it up.
remove-with-objects = Also delete its objects in Intune and Entra
remove-with-objects-hint = This can't be undone: you can't see or manage the device any more, it loses access, and company data may go from it at the next sign-in.
remove-by-partner = A partner has them in its list, too
remove-by-partner-hint = The supplier or the maker registered them. Each plan gets a last step: to make sure that the partner has the device no more, so that it isn’t registered again.
remove-with-object = Also delete its object in Entra
remove-with-object-hint = Otherwise it stays until it goes by itself. This can't be undone: the device loses its access at once, and what is kept with the object, such as BitLocker recovery keys, goes too.
remove-before = Before that, the device is to
before-wipe = be wiped
before-retire = be retired
before-nothing = do nothing
remove-to = New user (optional)

## The plan

remove-plan = Plan
remove-no-plan = None of the chosen devices can be taken out like this.
remove-with-plan = { $count ->
        [one] One device has a plan.
       *[other] { $count } devices have a plan.
    }
remove-without-plan = Without a plan ({ $count })
remove-groups-reading = The groups of { $count ->
        [one] one device
       *[other] { $count } devices
    } are being read.
remove-groups-unread = The groups of { $count ->
        [one] one device
       *[other] { $count } devices
    } can't be read, so it stays in those that it was assigned to. Refresh to read them again.
remove-steps = Steps
remove-steps-alike = { $count ->
        [one] One device
       *[other] { $count } devices
    }: { $steps }.
remove-steps-of = { $name }: { $count ->
        [one] one step
       *[other] { $count } steps
    }
remove-step-named = { $number } ({ $name })
step-needs = Needs: { $needs }.
need-proven = that step { $step } is proven
need-settled = that step { $step } is proven or given up
need-accepted = that step { $step } was accepted
need-confirmation = your confirmation
need-sync-interval = that the last sync is ten minutes ago
proof-gone = Proof: it is seen gone by its id.
proof-gone-serial = Proof: it is seen gone by its id, and no other has the serial number { $serial }.
proof-device-done = Proof: the service says that the device has done it, or the record goes.
proof-read-back = Proof: it is read back.
proof-accepted = Proof: the service takes it.
proof-word = Proof: your word, for { -product } can't see it.

## The confirmation

remove-confirm-head = Confirm
remove-confirm-hint = Your confirmation is for every step that takes something away. It holds for a day; later steps ask again. It is kept first, and sent when the service can be reached.
remove-confirm = Start with { $count ->
        [one] one device
       *[other] { $count } devices
    }
remove-busy = This is being kept.
remove-kept = { $count ->
        [one] The plan for one device is
       *[other] The plans for { $count } devices are
    } kept and under way.
remove-kept-some = Plans for { $count } of { $all } devices are kept. The others stay chosen: { $why }

## Under way

remove-watch = Under way and done
remove-watch-own = Only those that need you
list-more = Show { $count } more
list-shown = { $shown } of { $all } shown
list-search-hint = Name or serial number
remove-watch-none = No device is being removed.
course-complete = { $done } of { $all } complete
course-look = { $count ->
        [one] One device needs you.
       *[other] { $count } devices need you.
    }
course-deed = { $name }: { $done } of { $all }
course-wait = { $count ->
        [one] One device waits
       *[other] { $count } devices wait
    } since { $moment } for: { $what }.
deed-assign-user = Assign the registration to a user
deed-leave-group = Take it out of a group
wait-sync = A sync is available in { $span }.
wait-look = Looked at again in { $span }.
wait-attempt = Tried again in { $span }.
wait-until = Expires { $moment }.
wait-goes-on = It goes on by itself { $moment }.
remove-steps-done = { $done } of { $all } steps
remove-steps-show = Steps and receipt of { $name }
remove-complete = Complete
remove-ended = Ended without all of it
step-done = Done { $moment }.
step-needless = Not needed any more.
step-given-up = Given up { $moment }.
step-given-up-by = Given up { $moment } by { $by }.
step-failed = Failed { $moment }. { $why }
step-blocked = Can't begin because of step { $number }. { $why } Send that step again, or give this one up.
step-blocked-given-up = It was given up.
step-waits-for = Comes after step { $number }.
step-waiting = Waits since { $moment } for: { $what }.
step-by-hand = Your turn: do this yourself, then say that it is done.
step-ready = Goes as soon as the service can be reached.
remove-confirm-again = { $count ->
        [one] Confirm one step again
       *[other] Confirm { $count } steps again
    }
remove-held = { $count ->
    [one] One plan came out of a workspace file. Nothing of it is sent before you say that no other place sends it.
   *[other] { $count } plans came out of a workspace file. Nothing of them is sent before you say that no other place sends them.
}
remove-confirm-all-again = Confirm again for { $count } devices
word-done = I have done it
word-again = Send again
word-give-up = Give up
remove-word-late = That can't be said of the step any more. The page shows how far it is now.

## Receipts

receipt = Receipt
receipt-of = Receipt: { $name } { $serial }
receipt-complete = { $words ->
        [0] All of it is proven.
        [one] All of it is done: one step by somebody's word, the rest proven.
       *[other] All of it is done: { $words } steps by somebody's word, the rest proven.
    }
receipt-incomplete = Not all of it is proven.
receipt-nothing = Nothing is proven yet.
receipt-done = Proven
receipt-left = What is left
receipt-requests = Request ids: { $ids }
how-gone = Seen gone by its id { $moment }.
how-gone-both = Seen gone by its id { $moment }; a search by the serial number found no other { $searched }.
how-device-done = The service said { $moment } that the device has done it.
how-read-back = Read back { $moment }.
how-accepted = Taken by the service { $moment }.
how-word = Said by hand { $moment }.
how-word-by = Said by { $by } { $moment }.
receipt-print = Print
receipt-mark = Tick the receipt of { $name }
receipt-sheet = { $organisation } – printed { $moment } – { $number } of { $all }
receipts-print = { $count ->
        [one] Print one receipt
       *[other] Print { $count } receipts
    }
receipts-none = No removal is listed.
receipt-csv = Receipt as CSV
receipt-json = Receipt as JSON
receipts-csv = All receipts as CSV
receipts-json = All receipts as JSON
receipts-exported = { $file } with { $count ->
        [one] one receipt
       *[other] { $count } receipts
    } saved to your downloads.
