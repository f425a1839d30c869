### Texts of the Collect page: guides, scripts and the letter to a supplier.

## The page

collect-intro = A hardware hash identifies a device when you register it. There are five ways to get the hashes of devices you already have. Choose one and fill in your own values; the script, letter and steps follow as you type.
collect-ways = Way to collect
collect-values = Your values
collect-optional = optional
collect-letter = Letter
collect-script = Script
collect-blocked = The script appears here when the values are complete. Still to do: { $value }.
collect-letter-blocked = The letter appears here when the values are complete. Still to do: { $value }.
collect-copy = Copy
collect-copy-command = Copy command: { $value }
collect-copied = Copied.
collect-copy-failed = The browser does not allow copying. Select the text and press Ctrl+C.
collect-download = Download
collect-downloaded = Saved as { $value } in your downloads folder.
collect-before = Before you start
collect-steps = Steps
collect-after = Before you register
collect-notes = Good to know
collect-warning = Important
collect-next = When you have the files
collect-next-text = Merge them into one clean set, with every problem shown.
collect-next-link = Now check & merge the files

## The ways

collect-oem = Supplier
collect-oem-when = The devices are new, or your supplier still knows them. Nothing has to be run on a device.
collect-configmgr = Configuration Manager
collect-configmgr-when = Configuration Manager already manages the devices: a report has all the hashes.
collect-directory = Active Directory
collect-directory-when = The devices are in your domain, switched on and reachable. One script asks all of them.
collect-hand = By hand
collect-hand-when = A few devices that are in use and that you can sign in to.
collect-flash = Flash drive
collect-flash-when = Devices that are new or freshly reset, before anyone has set them up.

## The form

collect-source = Which machines
collect-source-named = The machines I list
collect-source-directory = The machines that Active Directory lists
collect-machines = Machine names
collect-machines-hint = One on each line, or separated by commas, semicolons or spaces.
collect-account = Account
collect-account-hint = An account that may run commands on the machines, such as CONTOSO\admin. Leave it blank to use the one you are signed in with. The script asks for the password; it is not stored.
collect-unit = Organisational unit
collect-unit-hint = Its distinguished name, such as OU=Laptops,DC=contoso,DC=com. Leave it blank for the whole domain.
collect-model = Model
collect-model-hint = Collect from this model only; * stands for any text, as in Latitude*. Leave it blank for every model.
collect-folder = Folder for the results
collect-folder-hint = A full path. Use \\server\share rather than a mapped drive letter: an administrator prompt does not see those.
collect-tag = Group tag
collect-tag-hint = Every device gets this tag. You can still change it later, for each device.
collect-drive = Drive letter of the flash drive
collect-drive-hint = On the computer where you prepare it, such as E:
collect-organisation = Your organisation
collect-organisation-hint = As your supplier knows it.
collect-tenant = Tenant
collect-tenant-hint = A domain or the ID of your tenant, such as contoso.onmicrosoft.com, in case the supplier registers the devices for you.
collect-supplier = Contact at the supplier
collect-supplier-hint = The name for the salutation.
collect-orders = Orders or invoices
collect-orders-hint = The numbers by which the supplier can find the devices.
collect-sender = Your name
collect-sender-hint = It goes below the letter.

## Problems with what was filled in

collect-problem-missing = Fill this in.
collect-problem-invisible = This holds a character that cannot be seen. Type it instead of pasting it.
collect-problem-computer-name = “{ $value }” is not a computer name. A name has letters, digits and hyphens, does not begin or end with a hyphen and is not a number.
collect-problem-address = “{ $value }” is an address. Use the name: signing in to a machine in the domain does not work by address.
collect-problem-account-shape = Write it as DOMAIN\account or account@domain.
collect-problem-account-character = An account name cannot contain “{ $value }”.
collect-problem-local-account = An account of one computer does not work on the others. Use an account of the domain.
collect-problem-relative = Write the full path, such as C:\HWID or \\server\share\HWID.
collect-problem-folder-character = Choose a path without “{ $value }”: Windows or PowerShell does not take it literally.
collect-problem-folder-name = Windows cannot have a folder called “{ $value }”.
collect-problem-folder-long = This path is too long. Choose one of at most { $value } characters.
collect-problem-tag-character = A group tag cannot contain “{ $value }”: the file for the portal takes plain letters only, without commas and quotation marks.
collect-problem-unit-part = “{ $value }” is not a part of a distinguished name. Each part is OU=…, CN=… or DC=…, separated by commas. You find it as distinguishedName on the Attribute Editor tab of the unit.
collect-problem-unit-domain = End with the domain, such as DC=contoso,DC=com.
collect-problem-drive-shape = Write one letter, such as E:
collect-problem-drive-system = A:, B: and C: are not flash drives. Choose the letter of the flash drive.
collect-problem-tenant-shape = Write a domain, such as contoso.onmicrosoft.com, or the tenant ID.

## Steps that several ways share

collect-step-admin = On your own computer, open Windows PowerShell as an administrator.
collect-step-run = Copy the script, paste it at the prompt and press Enter. Or download it and, in the folder where it is saved, run:

## Supplier

collect-oem-step-send = Send the letter to your supplier or to the manufacturer.
collect-oem-step-check = Check the file they send: every device should be in it once, with its hash.
collect-oem-step-partner = If they register the devices for you instead, approve their request for a relationship with your tenant first. You then need no file.
collect-oem-tuple = Without a hash, a partner can register a device in Partner Center by its tuple: manufacturer, model and serial number, exactly as the firmware has them, capitals and punctuation included. It only works for devices whose hash the manufacturer has already uploaded. Your own import in Intune does not take tuples.
collect-oem-product-key = The Windows Product ID may stay blank. If a supplier sends 25-character product keys, do not pass them on: those are secret.

## Configuration Manager

collect-configmgr-before-version = The devices run Windows 10, version 1703 or later.
collect-configmgr-before-inventory = The reporting services point works, and the devices have sent hardware inventory since their client was installed.
collect-configmgr-step-workspace = In the Configuration Manager console, open Monitoring.
collect-configmgr-step-reports = Expand Reporting, then Reports, and select Hardware - General.
collect-configmgr-step-run = Run the report Windows Autopilot Device Information.
collect-configmgr-step-export = In the report viewer, select Export, then CSV (comma delimited).
collect-configmgr-step-filter = The file holds every device. Drop it on Check & merge and filter it there to the devices you want to register: by a list of serial numbers, by manufacturer, by model, by any text, or by hand. The extra lines and columns of the report are recognised.

## Active Directory

collect-directory-before-winrm = Remote management (WinRM) is on. Set it by Group Policy, or run this on a device:
collect-directory-before-network = The devices are switched on and connected to your network.
collect-directory-before-account = You have a domain account that may run commands on the devices remotely, as an administrator.
collect-directory-before-firewall = Windows Firewall lets Windows Management Instrumentation (WMI) through, on both private and public networks. Set it by Group Policy, or run this on a device:
collect-directory-before-module = Your computer has the Active Directory module for PowerShell (part of the RSAT features).
collect-directory-step-missed = Find the hashes in { $value }. Machines that gave no hash are listed there in a file whose name begins with “missed-”: put those names in the form to try again later. Each run writes its own file; Check & merge puts them together.
collect-directory-after-directories = Remove the entries of the devices from every directory: Active Directory Domain Services and Microsoft Entra ID.
collect-directory-after-services = Remove them from every management service too: Configuration Manager, Intune and Windows Autopilot.
collect-directory-after-wait = Removal can take hours. Register the devices when they are gone everywhere.

## By hand

collect-hand-before-internet = The device is connected to the internet: the script fetches Get-WindowsAutopilotInfo from the PowerShell Gallery.
collect-hand-step-admin = On the device, open Windows PowerShell as an administrator.
collect-hand-step-repeat = Do the same on the next device. Each one writes its own file to { $value }; collect the files of all devices.

## Flash drive

collect-flash-before-stick = Put a flash drive in a computer that is in use, not in a device you are going to register. The letter of the drive there: { $value }
collect-flash-step-take = The tool and the command “collect” are now on the flash drive ({ $value }). Take it out.
collect-flash-step-power = Switch on the device that you want to register, but do not start the setup of Windows. Did you start it by accident? Then reset or reimage the device first.
collect-flash-step-prompt = Put the flash drive in and press Shift+F10 (on some laptops Shift+Fn+F10). A command prompt opens.
collect-flash-step-collect = Run the command on the drive. If there is no drive D:, try E: and F:.
collect-flash-step-shutdown = Take the flash drive out and shut the device down:
collect-flash-step-repeat = Do the same on the next device, from the moment you switch it on. The flash drive collects a file for each device.
collect-flash-after-power = Do not switch the device on again until its registration is complete.

## Comments and messages in the scripts

collect-script-block = It is one block, so that it runs as one command when you paste it.
collect-script-not-admin = Open PowerShell as an administrator and try again.
collect-script-gallery = The PowerShell Gallery needs TLS 1.2, and Windows PowerShell needs NuGet to fetch from it.
collect-script-policy = Scripts may run in this window. A Group Policy can overrule that; PowerShell then says so.
collect-script-folder = The results go here.
collect-script-collect = Read the hash of this device and write it to the file.
collect-script-saved = The hash is in { $file }
collect-script-hand-title = Collects the hardware hash of the device on which it runs.
collect-script-directory-title = Collects the hardware hashes of machines in the domain.
collect-script-password = An account that may run commands on the machines
collect-script-no-password = Without a password no machine can be asked.
collect-script-find =
    Machines with Windows 10 or 11 whose accounts are enabled.
    Servers are left out: they cannot be registered.
collect-script-none-found = Active Directory has no such machines.
collect-script-test = See which machines answer. One that is off or unreachable does not stop the others.
collect-script-testing = Looking for the machines
collect-script-answered = Machines that answer: { $ready } of { $all }.
collect-script-ask = Ask each machine on its own, and add its hash to the file.
collect-script-asking = Collecting hashes
collect-script-collected = Hashes collected: { $count }. They are in { $file }
collect-script-other-models = Machines of other models, left out: { $count }.
collect-script-missed = Machines that gave no hash: { $count }. Their names are in { $file }
collect-script-flash-title = Prepares a flash drive that collects hardware hashes.
collect-script-flash-absent = There is no drive { $drive }
collect-script-flash-files = The two files that the device runs.
collect-script-flash-ready = The flash drive { $drive } is ready.
collect-script-device-title = Collects the hardware hash of the device on which it runs, onto this drive.
collect-script-device-saved = The hash is in { $file } - take the drive out and shut the device down.

## The letter

collect-letter-subject = Subject: hardware hashes of the devices of { $value }
collect-letter-dear = Dear { $value },
collect-letter-dear-anyone = Dear Sir or Madam,
collect-letter-request = { $value } is going to register devices bought from you with Windows Autopilot. Could you please send us the registration file with their hardware hashes (the 4K hash of each device)?
collect-letter-orders = It concerns the devices of these orders or invoices: { $value }.
collect-letter-format =
    Please make it a CSV file with commas between the columns, without quotation marks, in plain ASCII. The first line is:

    { $value }

    Each device has a line of its own. The Windows Product ID may stay blank. Please write manufacturer and model exactly as they are in the firmware (SMBIOS) of the device, with the same capitals and punctuation.
collect-letter-register = If you cannot supply hashes, could you register the devices for us in Partner Center, by manufacturer, model and serial number? Then please send us the link to approve the relationship with our tenant.
collect-letter-register-tenant = If you cannot supply hashes, could you register the devices for us in Partner Center, by manufacturer, model and serial number? Our tenant is { $value }. Please send us the link to approve the relationship.
collect-letter-safe = The file holds serial numbers and network addresses. Please send it in a secure way.
collect-letter-regards = Kind regards,
