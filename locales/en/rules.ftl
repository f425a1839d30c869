### The pages Clean-up rules and Approvals, and who works here.

page-cleanup = Clean-up rules
page-approvals = Approvals

## Who works here

administrator = Your name for the service
administrator-hint = Your user principal name. It goes to { -product }'s own server with what you ask for, so that a second administrator can approve it. Other services know it by your sign-in.
administrator-save = Save name
administrator-wrong = This is not a name such as adele@contoso.com.
administrator-same = Type another name first.

## Clean-up rules

cleanup-lead = A rule takes devices out of Intune's list that have not checked in for so many days. It erases nothing: the device comes back when it checks in before its certificate ends, and its Entra object and its Autopilot registration stay.
cleanup-rules = Rules of the tenant
cleanup-rules-none = There is no rule: no device is taken out by itself.
cleanup-new = New rule…
cleanup-new-none = Every platform has its rule.
cleanup-new-title = New rule
cleanup-change-title = Change the rule
cleanup-change = Change the rule for { $platform }
cleanup-delete = Delete the rule for { $platform }
cleanup-after = after { $days } days without contact
cleanup-making = Being made.
cleanup-changing = Being changed.
cleanup-deleting = Being deleted.
cleanup-busy = A change of this rule is on its way. Wait until it is done, or withdraw it.
cleanup-older = The tenant's older clean-up setting, which counts as a rule for all platforms.
cleanup-older-fixed = This is the older setting, not a rule. Make a rule for all platforms, or change the setting in the portal.
cleanup-platform = Platform
cleanup-platform-choose = Choose…
cleanup-platform-missing = Choose the platform first.
cleanup-platform-hint = One rule for each. Android Enterprise devices of the organisation (fully managed, dedicated, with a work profile) are never taken by a rule.
cleanup-days = Days without contact
cleanup-days-hint = From { $from } to { $to }.
cleanup-rule-name = Name
cleanup-draft-hint = What it takes is shown on this page while you type. Nothing is changed until you save.
cleanup-save = Save rule
cleanup-preview = What these rules take
cleanup-preview-draft = What the rules take with this change
cleanup-unread = The managed devices weren't read yet.
cleanup-chart = Devices that fall due, by 30 days
cleanup-at-once = At once
cleanup-until = until { $day }
cleanup-later = Later, unless they check in before
cleanup-unknown = Nothing is known of how rules treat this kind of device.
cleanup-stay = Of the devices that are taken, { $entra } { $entra ->
        [one] stays
       *[other] stay
    } in Entra and { $autopilot } { $autopilot ->
        [one] stays
       *[other] stay
    } registered with Autopilot.
cleanup-by-day = As a table, day by day
cleanup-day = Day
cleanup-day-count = Devices
cleanup-day-sum = Taken by then
cleanup-devices = Devices and what becomes of them
cleanup-search-hint = Name, serial, user, system
cleanup-outcome = What becomes of it
cleanup-outcome-now = taken at once ({ $days ->
        [one] one day
       *[other] { $days } days
    } overdue)
cleanup-outcome-later = taken on { $day }
cleanup-name = Name
cleanup-system = System
cleanup-user = User
cleanup-contact = Last check-in
cleanup-stays = What stays elsewhere
cleanup-stays-both = Entra object, Autopilot registration
cleanup-stays-entra = Entra object
cleanup-stays-autopilot = Autopilot registration
cleanup-stays-nothing = nothing that is known here
cleanup-export = Export preview
cleanup-export-done = { $file } with { $count ->
        [one] one device
       *[other] { $count } devices
    } saved to your downloads.

rule-platform-all = All platforms
rule-platform-windows = Windows
rule-platform-ios = iOS and iPadOS
rule-platform-macOS = macOS
rule-platform-androidDeviceAdministrator = Android, device administrator
rule-platform-androidPersonallyOwnedWorkProfile = Android, personally-owned work profile
rule-platform-androidAOSP = Android (AOSP)
rule-platform-chromeOS = ChromeOS
rule-platform-windowsHolographic = Windows Holographic
rule-platform-visionOS = visionOS
rule-platform-tvOS = tvOS

intent-rule-make = New clean-up rule, { $platform }: { $days } days
intent-rule-change = Clean-up rule, { $platform }: { $days } days
intent-rule-delete = Delete the clean-up rule, { $platform }
trouble-rule-exists = There is a clean-up rule for this platform already.
trouble-rule-exists-advice = A platform has one rule. Somebody has made it meanwhile: see it in the list, and change it if it isn't as you want it.

## Approvals

approvals-lead = What an administrator asks for and a second one has to approve. Nothing of it is done before.
approvals-as = You decide as { $name }.
approvals-nobody = The service doesn't know who you are, so you can't decide.
approvals-name = Change who you are
approvals-by-token = The service knows by your sign-in who you are.
approvals-waiting = Waiting
approvals-waiting-none = Nothing waits.
approvals-over = Decided and over
approvals-over-none = None yet.
approvals-badge = { $count ->
        [one] one waits for you
       *[other] { $count } wait for you
    }
approvals-many = Decide about several
approvals-tick = Select: { $name }
approvals-tick-all = Select all that you can decide about
approvals-tick-none = There is none that you can decide about.
approvals-why = Why you approve or reject what is selected
approvals-none-ticked = Select requests first: tick their boxes.
approvals-approve = Approve what is selected ({ $count })
approvals-reject = Reject what is selected ({ $count })
approvals-kept = { $count ->
        [one] One decision is kept, and sent when the service can be reached.
       *[other] { $count } decisions are kept, and sent when the service can be reached.
    }
approval-what = { $action }: { $name }
approval-device = a device that the service doesn't name
approval-policy-change = Change the approval policy { $name }
approval-policy-delete = Delete the approval policy { $name }
approval-unnamed = Unnamed administrator
approval-by = Asked for by
approval-why = Why
approval-since = Since
approval-expires = Expires
approval-decided-by = Decided by
approval-answer = Because
approval-exactly = What exactly
approval-call = Call
approval-parameters = With
approval-ids = Ids
approval-justification = Why you approve or reject it
approval-say-why = Say why first.
approval-approve = Approve
approval-reject = Reject
approval-take-back = Take back
approval-status-unknown = Not known
approval-status-needsApproval = Waits for approval
approval-status-approved = Approved, not carried out yet
approval-status-rejected = Rejected
approval-status-cancelled = Taken back or called off
approval-status-completed = Approved and carried out
approval-status-expired = Expired

intent-decision-approve = Approve: { $name }
intent-decision-reject = Reject: { $name }
intent-decision-take-back = Take back: { $name }
trouble-decided = It is decided already, or over.
trouble-decided-advice = Somebody else was first, or its time has run out. See it in the list below.
