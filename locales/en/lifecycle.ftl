### A device's life: what can be asked of it, what that does to it, and how it is taken out.

## What can be asked

life-action-restart = Restart
life-action-sync = Sync
life-action-wipe = Wipe
life-action-retire = Retire
life-action-delete = Delete
life-action-fresh-start = Fresh start

## What became of an action

life-reported-unknown = Nothing is known of it.
life-reported-pending = The device hasn't heard of it yet.
life-reported-canceled = Taken back.
life-reported-active = The device was told.
life-reported-done = The device has done it.
life-reported-failed = The device could not do it.
life-reported-not-supported = The device can't do this.

## Choices for a wipe

life-wipe-keep-enrolment = Keep enrolment and user account
life-wipe-keep-user-data = Keep the user's data
life-wipe-protected = Go on even if the device loses power
life-wipe-unlock-code = Unlock code for the Mac
life-wipe-keep-esim = Keep the eSIM data plan
life-wipe-obliteration = What a Mac does that can't erase its content alone

## Why not

life-why-not-platform = Devices of this platform can't do that.
life-why-not-enrolment = The way in which this device is enrolled doesn't allow that.
life-why-not-version = That takes version { $version } of the operating system, or a later one.
life-why-not-supervision = That takes a supervised device.
life-why-not-lock-right = That takes the access right Device Lock, which management doesn't have on this device.
life-why-not-option = This platform has no such choice: { $option }.
life-why-not-together = Choose one of these: { $one }, or { $other }.
life-why-not-not-listed = The device isn't in Intune, so nothing reaches it.
life-why-not-user-gone = The user of this device was deleted from the directory; it can only be deleted now.

## Management states

life-management-managed = Managed.
life-management-retire-pending = Is to be retired, and hasn't heard of it yet.
life-management-retire-failed = Could not be retired.
life-management-wipe-pending = Is to be wiped, and hasn't heard of it yet.
life-management-wipe-failed = Could not be wiped.
life-management-unhealthy = Its management doesn't work as it should.
life-management-delete-pending = Is to be deleted.
life-management-retire-issued = Was told to retire.
life-management-wipe-issued = Was told to wipe itself.
life-management-wipe-canceled = Was to be wiped; that was cancelled.
life-management-retire-canceled = Was to be retired; that was cancelled.
life-management-discovered = Was found, and isn't managed yet.
life-management-unknown = In a state that { -product } doesn't know.

## Kinds of data

life-kind-company-apps = Company apps and their data
life-kind-web-links = Web links
life-kind-unmanaged-play-apps = Unmanaged Google Play apps
life-kind-unmanaged-own-apps = Unmanaged line-of-business apps
life-kind-managed-play-apps = Managed Google Play apps
life-kind-managed-own-apps = Managed line-of-business apps
life-kind-work-profile = Work profile
life-kind-settings = Settings from policies
life-kind-wifi-and-vpn = Wi-Fi and VPN profiles
life-kind-certificates = Certificates from profiles
life-kind-agent = Management agent
life-kind-email = E-mail
life-kind-outlook = Outlook
life-kind-entra-join = Entra join
life-kind-user-accounts = User accounts
life-kind-user-data = User data
life-kind-user-files = User files
life-kind-user-profile = User profile
life-kind-data-outside-profile = User data outside the profile
life-kind-user-apps = Apps that users installed
life-kind-oem-apps = Apps from the manufacturer
life-kind-user-settings = User settings
life-kind-device-settings = Device settings that aren't the default
life-kind-esim-plan = Data plan of the eSIM, if there is one
life-kind-policies = MDM policies
life-kind-machine-state = Domain or Entra membership
life-kind-mdm-enrolment = MDM enrolment
life-kind-autologon = Automatic sign-in
life-kind-operating-system = Operating system
life-kind-company-data = Company data
life-kind-intune-record = Record in Intune
life-kind-entra-record = Object in Entra
life-kind-autopilot-record = Registration with Autopilot

## What becomes of it

life-effect-removed = Removed.
life-effect-erased = Erased.
life-effect-stays = Stays.
life-effect-back-to-default = Goes back to the default.
life-effect-applied-again = Applied again when the device connects next.
life-effect-stays-but-files = Stays, except for the user's files.
life-effect-pinned-apps-removed = Apps tied to the management profile go, with all their data. That includes apps from the App Store that came under management later.
life-effect-apps-set-to-stay = Apps that are set to stay when the device is removed, stay.
life-effect-apps-removed = Apps are removed.
life-effect-apps-stay = The app itself stays.
life-effect-apps-and-data-stay = Apps and their data stay.
life-effect-app-data-removed = The app's data is removed.
life-effect-local-app-data-removed = Data that the app keeps with itself is removed.
life-effect-data-outside-app-stays = Data outside the app, such as on an SD card, stays.
life-effect-protected-data-removed = Company data that MAM encrypts in the app's own storage is removed.
life-effect-protected-data-outside-unusable = What MAM encrypts outside the app isn't removed; it stays encrypted and can't be used.
life-effect-protected-data-outside-encrypted = What MAM encrypts outside the app isn't removed; it stays encrypted.
life-effect-personal-apps-stay = Personal apps and their data stay.
life-effect-company-apps-stay = Company apps stay.
life-effect-efs-keys-revoked = Keys of files that EFS protects are revoked: the user can't open those files any more.
life-effect-sideloading-keys-removed = Sideloading keys are removed.
life-effect-microsoft365-apps-stay = From Windows 10 1709 on, Microsoft 365 apps stay.
life-effect-win32-apps-stay = Win32 apps that came by Intune's management extension stay on a device that is unenrolled.
life-effect-exclusion-spares-apps = To keep Win32 apps off users' own devices, exclude those from the assignment.
life-effect-work-profile-removed = All data, apps and settings in the work profile are removed.
life-effect-no-longer-enforced = What Intune policies set is no longer enforced.
life-effect-user-may-change = Users may change it.
life-effect-certificates-removed = Certificates are removed.
life-effect-certificates-revoked = Certificates are revoked.
life-effect-certificates-stay = Certificates stay on the device.
life-effect-mdm-certificates-removed = Certificates that came by MDM are removed.
life-effect-management-profile-removed = The management profile is removed.
life-effect-admin-rights-revoked = The device administrator rights are revoked.
life-effect-email-profiles-removed = E-mail profiles from Intune are removed.
life-effect-cached-email-removed = E-mail kept on the device is removed.
life-effect-email-profiles-unsupported = Doesn't apply: these devices take no e-mail profiles.
life-effect-efs-email-removed = E-mail that EFS protects is removed, with attachments, also in the Mail app of Windows.
life-effect-email-accounts-removed = E-mail accounts from Intune are removed.
life-effect-no-new-email = With conditional access, no new e-mail arrives on the device.
life-effect-entra-record-removed = The record in Entra is removed.
life-effect-stays-joined = Nothing changes.
life-effect-removed-at-check-in = Removed at the next check-in.
life-effect-hidden = Hidden; back if the device checks in before its certificate ends.

## Tables of retire

life-table-ios = iOS and iPadOS
life-table-android = Android (device administrator)
life-table-knox = Android (Samsung Knox Standard)
life-table-work-profile = Android work profile
life-table-macos = macOS
life-table-windows-81 = Windows 8.1 (MDM) and Windows RT 8.1
life-table-windows-rt = Windows RT
life-table-windows-10 = Windows 10 and later

## Warnings

life-warning-restarts-unasked = The device restarts within { $minutes } minutes. Its user isn't told, and can lose work that isn't saved.
life-warning-restarts-at-once = The device restarts at once.
life-warning-may-lose-wifi = If a passcode locks it, it doesn't join Wi-Fi after the restart, and may be out of reach.
life-warning-takes-lock-right = This takes the access right Device Lock. Whether management has it here isn't known.
life-warning-arrives-within = A device that is on and connected gets this in less than { $minutes } minutes.
life-warning-at-check-in = This happens when the device checks in next. Until then it stays in the list; to take it out at once, delete it.
life-warning-not-heard-of = The device was last heard of { $moment }. It may take long, or never happen.
life-warning-never-heard-of = The device was never heard of. This may never happen.
life-warning-unrecoverable = What is erased can't be had back.
life-warning-keeps-resetting = The device goes on resetting itself until that is done, even if somebody switches it off.
life-warning-may-not-start = In some configurations the device may not start again.
life-warning-loses-entra-accounts = The device was joined to Entra at set-up: all Entra accounts go from it. The only way back in is a local administrator in safe mode.
life-warning-leaves-list-at-once = The device leaves Intune's list at once. Company data goes from it when it checks in next.
life-warning-delete-retires = On Windows, deleting also retires the device.
life-warning-services-word-only = Completed then means that the service is done with it; it says nothing of the device.
life-warning-permanent = This can't be undone.
life-warning-can-register-again = The device can be registered again.
life-warning-no-longer-managed = You can't see or manage the device any more in Intune and Entra.
life-warning-loses-access = The device loses access to company resources.
life-warning-data-may-go = Company data may be deleted from the device if somebody signs in on it afterwards.
life-warning-stays-managed = Deleting it in Entra doesn't take the device out of management.
life-warning-still-reachable = The device was heard of { $moment }. This is meant for records that can't be reached any more.
life-warning-comes-back-by-sync = The object comes back with the next sync, unless the computer object in your own directory is deleted first.
life-warning-stays-in-entra = The object in Entra stays.
life-warning-stays-in-autopilot = The registration with Autopilot stays.
life-warning-overrides = The device will ignore what waits since { $moment }: { $action }.
life-warning-ignored-for = The device will ignore this, for since { $moment } this waits: { $action }.
life-warning-replaces = This takes the place of what waits since { $moment }: { $action }.
life-warning-already-asked = This waits already, since { $moment }: { $action }.
life-warning-no-more-wipe = Once the user is deleted, this device can't be wiped or retired any more.

## Places

life-place-autopilot = Autopilot
life-place-intune = Intune
life-place-entra = Entra
life-place-active-directory = Active Directory
life-place-apple = Apple Business Manager
life-place-partner = Partner

## Steps of a removal

life-step-wipe = Wipe the device
life-step-retire = Retire the device
life-step-reset-by-hand = Reset the device by hand
life-step-delete-from-intune = Delete it from Intune
life-step-unassign-user = Take the user from the registration
life-step-assign-user = Assign the registration to { $user }
life-step-delete-from-autopilot = Delete it from Autopilot
life-step-sync = Sync, so that it is gone sooner
life-step-leave-group = Take it out of the group { $group }
life-step-delete-computer = Delete the computer object in your own directory
life-step-disable-computer = Disable the computer object in your own directory
life-step-disable-in-entra = Disable it in Entra
life-step-delete-from-entra = Delete it from Entra
life-step-release-at-apple = Unassign it in Apple Business Manager
life-step-release-at-partner = Make sure that the partner has it no more

## What a step waits for

life-wait-step = An earlier step
life-wait-confirmation = Your confirmation
life-wait-confirmation-again = Your confirmation, once more: the one before holds no longer
life-wait-sync-interval = The time between two syncs
life-wait-sync = The end of a sync
life-wait-answer = An answer
life-wait-approval = Approval by a second administrator
life-wait-device = The device to check in
life-wait-gone = Until it is seen gone
life-wait-read-back = Until the change is seen
life-wait-allowance = As many of these as a tenant may ask for in a day were asked for today.
life-wait-attempt = The next attempt

## Why there is no plan

life-no-plan-registration-pending = A device whose registration is pending can't be removed.
life-no-plan-still-managed = The device is still in Intune. Take its objects too, or deregister it.
life-no-plan-impossible = The device can't do what is to come first.
life-no-plan-keeps-user = Such a wipe keeps the user's account or data. To hand the device over, wipe all.
life-no-plan-nothing-to-do = There is no record with which anything would be done.

## Why a step failed

life-fault-still-managed = The device is still in Intune.
life-fault-still-registered = The device is registered with Autopilot, or was until a moment ago.
life-fault-not-allowed = You may not do that.
life-fault-no-such-record = The record is gone already, by another way.
life-fault-busy = A sync is running, or the last one was a moment ago.
life-fault-not-approved = A second administrator refused it, or didn't answer in time.
life-fault-device = The device says that it failed.
life-fault-not-supported = The device says that it can't do that.
life-fault-service = The service answered with status { $status }.
life-fault-no-answer = No answer came.
life-fault-not-seen = The service took it, and long afterwards it is still not to be seen.
life-fault-called-off = Somebody called it off.

## What is left

life-left-on-purpose = Stays, as planned.
life-left-goes-by-itself = Goes by itself, once all steps are done.
life-left-not-yet = Still there.
life-left-orphaned = Still there, while other records of the device are gone.
life-left-left-out = Has an id or the serial number in common, and was left out.

## Good to know

life-note-no-serial = No serial number is known, so it can't be searched for afterwards.
life-note-entra-goes-by-itself = The object in Entra goes by itself. Deleting it by hand can cause trouble.
life-note-others-delete-only-autopilot = A partner, or the Microsoft 365 admin center, deletes only the registration with Autopilot. The device stays in Intune and Entra.
life-note-partner-leaves-tenant-blank = To deregister it by the OEM Direct API, the partner leaves TenantID and TenantDomain blank.
life-note-partner-does-not-see-it = A partner doesn't see this device in Partner Center, as it was registered elsewhere. It has to be deregistered before a partner can register it.
life-note-dynamic-groups-follow = The device leaves dynamic groups by itself.

## Budget

life-denied-nothing = No device is selected.
life-denied-cap = The service takes { $most } of these a day, and { $left } are left today. Go on { $moment }, or with fewer.
life-denied-tripwire = Your organisation allows { $most } of these a day, and { $left } are left today. Go on { $moment }, or with fewer.
life-denied-not-typed = Type { $wanted } to confirm for that many devices.
life-denied-mistyped = That isn't the number of devices, which is { $wanted }.

## Why it isn't sent

life-held-expired = Your confirmation expired { $moment }. Confirm again.
life-held-was-offline = The service was out of reach from { $from } to { $to }. Confirm again before anything is destroyed.

## Clean-up

life-spared-corporate-android = Clean-up rules don't take Android Enterprise devices of the organisation.
life-spared-elsewhere-managed = Another product manages this device.
life-spared-no-rule = No rule is about its platform.
life-spared-never-seen = It has never checked in.

## Mistakes in rules

life-rule-days = The number of days is from { $from } to { $to }.
life-rule-twice = There is a rule for this platform already.

## Out of Apple's automated enrolment

life-apple-retire = Retire the device in Intune.
life-apple-open-business-manager = Sign in to Apple Business Manager.
life-apple-find-by-serial = Find the device by its serial number, { $serial }.
life-apple-choose-unassigned = Under Assigned to, choose Unassigned.
life-apple-reassign = Choose Reassign.

## Before a user is deleted

life-user-choose = Wipe or retire this device first.
life-user-wait = Waits for the device: { $action }.
life-user-delete-only = This device can only be deleted.
life-user-nothing = Not in management any more.

## Who may decide about what waits for approval

life-barred-nobody = Say under Settings, Connection, who you are: a decision takes a name.
life-barred-own = This is your own request. Another administrator has to decide about it.
life-barred-not-own = Only who asked for it can take it back.
life-barred-underway = You have decided; it is shown as done when the service shows it.
