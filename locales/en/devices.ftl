### The page Devices, registering, and the connection to the service.

page-devices = Devices

## The list

devices-search-hint = Serial, model, user, tag, any id
columns = Columns
chart-states = Devices by state
column-contact = Last contact
column-enrolment = Enrolment
column-profile = Deployment profile
column-name = Device name
column-order = Purchase order
column-autopilot = Autopilot id
column-entra = Entra device id
column-intune = Intune id
value-asked = { $value } (being changed)

refresh = Refresh
refresh-no-service = No service is named. Name it under Settings, Connection.
synced = Last read { $moment }
synced-never = Not read yet
retry-failed = Retry failed ({ $count })
retry-none = There is nothing to retry: nothing was refused, or what was refused can't come through unchanged.
retry-one = Retry
tags-instead = Change group tags ({ $count })
tags-none = This is for devices that were refused because they are registered already, and were to get another group tag. There are none.
export-list = Export list
export-list-done = { $file } with { $count ->
        [one] one device
       *[other] { $count } devices
    }{ $hashes ->
        [0] , without hardware hashes,
       *[other] , { $hashes } of them with the hardware hash from the open set,
    } saved to your downloads.
put-away-finished = Put away finished ({ $count })
put-away-none = No registration or change is finished. Those with a refused device stay until it was tried again or you put them away one by one.
put-away = Put away
withdraw = Withdraw

devices-no-service = No service is named yet, so { -product } knows no registered devices.
devices-name-service = Name the service
devices-none = No devices yet. Register them from a set that you have checked.
devices-to-check = Go to Check & merge

## States

state-registration-pending = Registration pending
state-registration-pending-hint = The service is at it. That usually takes less than 10 minutes; this list follows it by itself.
state-registration-failed = Registration failed
state-registration-failed-hint = See below why, and what to do.
state-ready-for-user = Ready for user
state-ready-for-user-hint = Registered. Check the image, hand the device over, and its user can start it.
state-active = Active
state-active-hint = Delivered, and used within the last 7 days.
state-inactive = Inactive
state-inactive-hint = Delivered, but not used for more than 7 days.
state-more = { $state } – { $more }

attention-not-sent = not sent yet
attention-not-sent-hint = It is kept on this computer and is sent as soon as the service can be reached. You can close this tab.
attention-approval = waits for approval
attention-approval-hint = The service wants a second administrator to approve it. Nothing was done yet. Once it is approved, ask again here.
attention-takes-long = takes longer than usual
attention-takes-long-hint = It has been pending for more than 30 minutes. Devices of another organisation have been seen to stay so without an error: check with the supplier that this device is yours. { -product } goes on looking, less often.
attention-not-listed = registered, but not in the list
attention-not-listed-hint = The service said that it is registered, and doesn't list it after 30 minutes. Somebody may have deleted it since. Look in the portal; register it again if it is not there.
attention-blocked = may not enrol
attention-blocked-hint = The service blocks its enrolment. In the portal, unblock the device before you hand it over.
attention-enrolment-failed = enrolment failed
attention-enrolment-failed-hint = It was started, and its enrolment failed. See its enrolment in the portal, then reset the device and start it again.
attention-profile-failed = no profile: assigning failed
attention-profile-failed-hint = Its deployment profile could not be assigned. Check the group that the profile is assigned to, and the group tag.
attention-other-profile = on another profile
attention-other-profile-hint = It is on another deployment profile than the one that is assigned to it now. Reset the device to have the assigned one.
attention-no-profile = no deployment profile
attention-no-profile-hint = No deployment profile is assigned to it, so its first start will be that of any PC. Check its group tag, and the group that the profile is assigned to.
attention-profile-pending = profile on its way
attention-profile-pending-hint = Its deployment profile is being assigned. Hand it over when it has it.

change-refused = a change was refused

enrolment-unknown = not known
enrolment-enrolled = enrolled
enrolment-pendingReset = to be reset
enrolment-failed = failed
enrolment-notContacted = never started
enrolment-blocked = blocked
profile-unknown = not known
profile-assignedInSync = assigned
profile-assignedOutOfSync = assigned; the device is on another one
profile-assignedUnkownSyncState = assigned; not known whether it is on the device
profile-notAssigned = none
profile-pending = being assigned
profile-failed = assigning failed

## What goes wrong, and what to do

refusal-device-not-found = Device not found
refusal-hash-not-valid = Hardware hash not valid
refusal-already-registered = Already registered with your organisation
refusal-claimed-by-other-organization = Claimed by another organisation
refusal-duplicate = The same device came twice
refusal-incomplete = Something is missing
refusal-unexpected = Unexpected error
refusal-lost = The service lost track of it
advice-confirm-with-supplier = No device matches this manufacturer, model or serial number. Confirm them with the supplier, and register it again.
advice-check-and-resubmit = What was sent is wrong or incomplete, and would be refused again. Capture the hash anew, check it, and register the device again.
advice-look-for-the-other = The same device was registered by another row of the same call. Should it not be in the list in a while, retry.
advice-nothing-to-do = Nothing has to be done. Its group tag stayed as it was: registering again doesn't change it.
advice-check-with-supplier = It is registered elsewhere. Ask the supplier, or whoever had it before, to have it deregistered there; then retry.
advice-contact-support = Retry once. If it is refused again, contact Microsoft support and give them the request id.
advice-lost = Neither the device nor its registration is to be found at the service any more. Retry.
elsewhere = It was not registered from here, but by somebody else or with another tool.
request-id = Request id
copy-value = Copy { $name }

trouble-no-answer = The service doesn't answer.
trouble-no-answer-advice = Check the network and the address. It is tried again by itself; nothing is lost meanwhile.
trouble-unreadable = The service answered with something that can't be read.
trouble-unreadable-advice = { -product } looks what was done before it sends anything again. If it stays so, check whether the address is that of the service.
trouble-throttled = The service asks to wait.
trouble-throttled-advice = There were too many requests, perhaps by other tools. It goes on by itself when the time is over.
trouble-service = The service has trouble of its own.
trouble-service-advice = It is tried again by itself. If it stays so, tell whoever runs the service, and give them the request id.
trouble-rejected = The service refused it.
trouble-rejected-advice = It is not tried again by itself. See the service's own words; if they don't help, give the request id to whoever runs the service.
trouble-sign-in = The service wants somebody to sign in.
trouble-sign-in-advice = It goes on as soon as somebody has signed in with an account that may do this.
trouble-approval = A second administrator must approve it.
trouble-approval-advice = Ask another administrator to approve it in the portal, then ask again here. Nothing is done before.
trouble-justification = A second administrator must approve it, and wants to know why you ask.
trouble-justification-advice = Say why, and send it again. Nothing is done before.
trouble-not-approved = It was not approved.
trouble-not-approved-advice = Nothing was done. Talk to the administrator who decided, then ask again if it is still wanted.
trouble-device = The device didn't do it.
trouble-device-advice = It failed there, the device has no such thing, or it was called off. Look at the device, then ask again or do it by hand.
trouble-not-observed = The service took the change, and doesn't show it.
trouble-not-observed-advice = It was asked for several times. Make the change again, or make it in the portal.
trouble-not-service = Something answers at this address, but it isn't the service.
trouble-not-service-advice = Check the address. On a network with a sign-in page, open that page first. It is tried again by itself; nothing is lost meanwhile.

## Details

details-ids = Ids
details-events = History
tag-change = Change
tag-asked = Asked for; shown as done when the service shows it.
tag-not-registered = It can be changed once the device is registered.
tag-instead = Change its group tag to “{ $value }”
event-planned = Registration asked for here
event-elsewhere = Seen to be registered by somebody else
event-sent = Sent to the service
event-registered = Registered
event-refused = Refused: { $value }
event-tag-asked = Group tag asked for: “{ $value }”
event-user-asked = User asked for: { $value }
event-change-refused = Change refused: { $value }
event-seen = First seen among the registered devices
event-enrolment = Enrolment: { $value }
event-profile = Deployment profile: { $value }
event-tag = Group tag: “{ $value }”
event-user = User: { $value }
event-removal-asked = Removal asked for here
event-removal-done = Taken out

path = From hash to user
path-not-registered = Once it is registered, image, licence and delivery can be ticked here.
station-obtain-hash = Obtain the hash
station-merge = Check and merge
station-register = Register
station-check-image = Check the image
station-deliver = Deliver
progress-done = done
progress-current = the device is here
progress-ahead = still to come
progress-blocked = the device is stuck here
check-image = It has the right image
check-licence = Its user has the licences
check-delivered = It was handed over
check-by = Your name, noted with every tick
check-made = { $moment }, { $name }

## Registrations

registrations = Registrations from here
registrations-none = None under way.
intent-register = { $count ->
        [one] Register one device
       *[other] Register { $count } devices
    }
intent-tag = { $serial }: group tag “{ $value }”
intent-user = { $serial }: user { $value }
intent-removal = { $name }: removal
intent-restart = { $name }: restart
intent-sync = { $name }: check in
intent-wipe = { $name }: wipe
intent-retire = { $name }: retire
intent-delete = { $name }: delete from Intune
intent-fresh-start = { $name }: fresh start
intent-held = It came from a file, and may have been sent from where the file comes from. A service that remembers what it was sent settles that by itself within a week. Otherwise nothing is sent before you say so.
held-release = It was not sent elsewhere: send it
intent-expired = Not sent in time. Nothing was done; it has to be confirmed again.
intent-waiting = Waits to be sent.
intent-sent = Sent; no answer yet.
intent-accepted = The service is at it.
intent-approval = Waits for a second administrator.
intent-rejected = Refused.
intent-done = Finished.
intent-withdrawn = Withdrawn.
intent-damaged = The record of registration or change { $number } is damaged.
intent-damaged-advice = It can't be told any more what it wanted, nor whether it was sent. Refresh, look whether your devices are in the list, and register those that are missing again.
ask-again = Ask again
intent-tally = { $done } of { $all } registered{ $failed ->
        [0] .
       *[other] , { $failed } refused.
    }
rows-more = … and { $count } more, all on the page Devices.
row-waiting = waits to be sent
row-pending = registration pending
row-complete = registered, not in the list yet
row-observed = registered
row-failed = registration failed
row-over = not registered

register = Register…
register-title = Register devices
register-no-service = No service is named yet. It is kept here, and sent to the first one that you name under Settings, Connection.
register-not-kept = The browser keeps nothing at the moment, and what isn't kept isn't sent.
register-nothing = No device is ready to be registered: see what is wrong with them.
register-tag = Group tag for all of them
register-user = Assigned user for all of them
register-override-hint = Leave it empty, and each has its own from the set.
register-user-wrong = A user looks like ann@contoso.com.
register-ready = { $rows ->
        [one] One device goes
       *[other] { $rows } devices go
    }, in { $batches ->
        [one] one batch
       *[other] { $batches } batches of at most 500
    }.
register-to = To { $address }
register-later = It is kept here, and sent when the service can be reached.
register-confirm = { $count ->
        [one] Register one device
       *[other] Register { $count } devices
    }
register-busy = Preparing…
register-cancelled = Nothing was registered.
register-kept = The registration is kept, and goes on in the background.
register-background = It goes on in the background. You can close this, and even the tab: what isn't sent by then is sent the next time you open { -product }.
register-to-devices = To Devices

## Connection

connection = Connection
connection-lead = { -product } works without a service. With one, it registers devices and follows what becomes of them.
connection-none = No service
connection-not-kept = Nothing is sent while nothing can be kept
connection-stopped = The connection stopped in this tab
connection-storage = Nothing is sent: the browser's storage fails
connection-new = Connecting…
connection-reachable = Service reachable
connection-throttled = Throttled until { $time }
connection-sign-in = Sign-in needed
connection-never = Service not reachable
connection-something-else = Something else answers at this address
connection-unreachable = Not reachable since { $moment }
connection-underway = { $count ->
        [one] one change under way
       *[other] { $count } changes under way
    }
connection-waiting = { $count ->
        [one] one change waits
       *[other] { $count } changes wait
    }
connection-next = Next try in { $left }
connection-try = Try now
service = Address of the service
service-hint = https, or http on this computer. Hashes and users are sent there and nowhere else.
service-save = Save
service-forget = Forget the service
service-no-address = This is not an address such as https://muster.contoso.com, without user, ? or #.
service-not-encrypted = Others on the network could read what is sent there. Use https; plain http is for this computer alone.
waiting = Waiting changes
waiting-none = None.
waiting-elsewhere = Meant for { $address }, and sent only there.
waiting-unnamed = For the first service that you name.
waiting-move = Send to { $address }
