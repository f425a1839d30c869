### The pages Managed devices and Device actions, and what is confirmed before a device is asked.

page-manage = Managed devices
page-actions = Device actions

## Managed devices

manage-search-hint = Name, serial, user, version, any id
manage-unread = The list of managed devices wasn't read yet.
manage-none = The service has no managed devices. A device is listed here once it has enrolled.
refused-managed = The list of managed devices can't be read now.
refused-managed-advice = Reading it takes the permission DeviceManagementManagedDevices.Read.All, and a role in Intune that may see managed devices. Ask whoever runs the service; everything else goes on.
refused-objects = The device objects of the directory can't be read now.
refused-objects-advice = Reading them takes the permission Device.Read.All. Until then nothing certain can be said of what stays in Entra; everything else goes on.
refused-rules = The clean-up rules can't be read now.
refused-rules-advice = Reading them takes the permission DeviceManagementManagedDevices.Read.All or DeviceManagementConfiguration.Read.All. Ask whoever runs the service; no rule is changed meanwhile.
refused-approvals = The requests for approval can't be read now.
refused-approvals-advice = Reading them takes the permission DeviceManagementConfiguration.Read.All or DeviceManagementRBAC.Read.All; on Microsoft's service they are in beta. Ask whoever runs the service, or look in the portal under Multi Admin Approval.
refused-old = What is shown is of { $moment }.
manage-exported = { $file } with { $count ->
        [one] one device
       *[other] { $count } devices
    } saved to your downloads.
manage-can = What you can ask
manage-under-way = Under way
manage-under-way-none = Nothing.
name-none = no name

chart-conditions = Devices by condition
condition-needs-look = Needs a look
condition-under-way = Something under way
condition-silent = Not heard of for 7 days
condition-fine = Fine
chart-platforms = Devices by platform
platform-windows = Windows
platform-android = Android
platform-ios = iOS and iPadOS
platform-macos = macOS
platform-other = Other platforms
platform-unknown-why = { -product } doesn't know what devices of this platform can do.

column-platform = Platform
column-primary-user = Primary user
column-version = OS version
column-owner = Owner
column-check-in = Last check-in
column-compliance = Compliance
column-enrolled-by = Enrolment type
column-join = Join type
column-enrolled = Enrolled
column-certificate = Certificate until
check-in-never = never
owner-company = Company
owner-personal = Personal
compliance-compliant = Compliant
compliance-noncompliant = Not compliant
compliance-inGracePeriod = In grace period
compliance-conflict = Policies conflict
compliance-error = Could not be evaluated
compliance-configManager = By Configuration Manager
join-azureADJoined = Entra joined
join-azureADRegistered = Entra registered
join-hybridAzureADJoined = Hybrid joined

## How far an action is

stage-failed = failed
stage-failed-hint = It failed, or was refused. Nothing more comes of it by itself.
stage-expired = expired
stage-expired-hint = It could not be sent before your confirmation expired. Nothing was done: confirm it again if you still want it.
stage-approval = waits for approval
stage-approval-hint = A second administrator must approve it. Nothing was done yet. Once it is approved it goes on by itself, for as long as your confirmation holds; after that you confirm it once more.
stage-held = from a file, waits for you
stage-held-hint = It came out of a workspace file. It is sent once you have confirmed that it is to be sent from here.
stage-waiting = waits to be sent
stage-waiting-hint = It is kept on this computer, and is sent as soon as the service can be reached. You can close this tab.
stage-sent = sent, no answer yet
stage-sent-hint = Whether it has arrived is looked at before anything is sent again.
stage-pending = the device hasn't heard of it
stage-pending-hint = The service has it, and tells the device when that checks in.
stage-active = the device was told
stage-active-hint = The device is at it. This list follows it by itself.
stage-done = done
stage-done-hint = It was seen to be done.
stage-canceled = called off
stage-canceled-hint = Somebody called it off.
stage-unknown = not known
stage-unknown-hint = The service says nothing of how far it is.

## Asking a device

ask-more = { $action }…
ask-title = { $action }: { $count ->
        [one] one device
       *[other] { $count } devices
    }
ask-choices = Choices
ask-code = Unlock code
ask-code-hint = Whoever sets up the Mac afterwards needs these six digits. Write them down: they are kept here only until the wipe was put away.
ask-code-wrong = The unlock code is six digits.
ask-who = { $count ->
        [0] No device can be asked.
        [one] One device is asked.
       *[other] { $count } devices are asked.
    }
ask-each = All of it is kept on this computer at once, or none. Then each device is asked on its own, so Intune's most of 100 devices for one bulk action doesn't hold here.
ask-names = Which
ask-left = Not asked
ask-left-count = { $count ->
        [one] one device
       *[other] { $count } devices
    }
ask-warnings = Before you confirm
ask-warnings-alike = { $count } more like it
ask-effects = What goes and what stays
ask-group = { $name } and { $count ->
        [one] one other
       *[other] { $count } others
    }
ask-no-choice = This platform has no such choice.
ask-reason = Why, for a second administrator (optional)
ask-reason-hint = Where your organisation has such things approved by a second administrator, they read this.
ask-typed = Type { $count }, the number of devices, to confirm
ask-later-day = It is kept here, and sent when the service can be reached within 4 hours. After that nothing is done until you confirm it again.
ask-confirm = { $action }: { $count ->
        [one] one device
       *[other] { $count } devices
    }
asked-kept = { $action }: { $count ->
        [one] one device is asked
       *[other] { $count } devices are asked
    }. Follow it under Device actions.

limits = Limits of a day
limits-hint = A tripwire against mistakes: more than this isn't asked for from this browser in one day. What others ask for elsewhere isn't known here, and the service has limits of its own.
limit-wipe = Wipes
limit-retire = Retires
limit-delete = Deletions
limit-hint = Empty: as many as the service takes, { $most }.

## Device actions

actions-search-hint = Device name, serial, Intune id
actions-none = No device was asked for anything yet.
actions-empty = No action matches the filters.
actions-put-away-none = There is nothing to put away: what is under way or needs a look stays, and what counts against today's limits.
chart-stages = Actions by state
chart-kinds = Actions by kind
action-other = Other actions
action-to-device = Show the device
column-action = Action
column-asked = Asked
select-action = Select { $action } of { $name }
select-all-actions = Select all actions that are shown
take-back = Take back
take-back-count = Take back ({ $count })
take-back-none = There is nothing to take back: only what the service has done nothing of can be.
try-again = Try again
release-count = Send from here ({ $count })
ask-released = These came out of a workspace file. Confirm only what is to be sent from here, and from nowhere else.
try-again-count = Try again ({ $count })
try-again-of = { $action } ({ $count })
try-again-none = There is nothing to try again: only what failed or expired can be.
put-away-counted = It counts against today's limit, and can be put away tomorrow.
why = Why, for the second administrator
why-send = Send again
why-empty = Say why first.
order-decided = It doesn't wait for a reason any more.
asked-here = this browser
asked-elsewhere = somebody else, or another tool
fact-asked = Asked
fact-by = By
fact-sent = Sent
fact-heard = Last heard of
fact-next = Next try
fact-look = Next look
fact-throttled = The service asks to wait until
fact-expires = Not sent any more after
fact-expected = Expected by
fact-late = Was expected by; the device may be off
expires-day = { $moment }: a confirmation holds for 24 hours.
expires-silence = { $moment }: the service had been silent for 4 hours or more, after which what was confirmed before no longer holds.
fact-approval = Approval code
fact-approval-expires = Approval expires
fact-reason = Reason
happened-asked = { $action }: asked here
happened-asked-elsewhere = { $action }: asked by somebody else
happened-sent = { $action }: sent
happened-done = { $action }: done
happened-failed = { $action }: failed
happened-expired = { $action }: expired, nothing was done
happened-called-off = { $action }: called off
happened-taken-back = { $action }: taken back
