### The widget: the checker as an element of other pages. The first texts are part of its script, so that it shows them at once;
### they take no variables.

## In the script

widget-label = Check hardware-hash files
widget-lead = Drop hardware-hash CSV files here, or a ZIP of them. They are read in this browser and go nowhere else.
widget-choose = Choose files…
widget-checking = Checking
widget-stop = Stop
widget-stopped = Stopped. What was read before is kept.
widget-files = Files
widget-devices = Devices
widget-show = Show
widget-all = All
widget-error = Errors
widget-warning = Warnings
widget-info = Notes
widget-search = Search
widget-undo = Undo
widget-redo = Redo
widget-reset = Start over
widget-intune = Export for Intune
widget-partner-center = Export for Partner Center
widget-exported = Exported:
widget-nothing = There is no device that can be exported.
widget-serial = Serial number
widget-manufacturer = Manufacturer
widget-model = Model
widget-group-tag = Group tag
widget-user = User
widget-status = Status
widget-ready = Ready
widget-more = more
widget-details = About device
widget-no-problems = Nothing is wrong with this device.
widget-save = Save
widget-leave-out = Leave out
widget-close = Close
widget-retry = Try again
widget-frame = Open the checker in a frame
widget-missing = Choose a file to check.
widget-unready = Some devices can't go out yet.
widget-busy = Files are still being checked.
widget-too-many = There are more files than are taken here. None was read.
widget-too-large = This file is larger than what is taken here. It was not read:
widget-denied = This page doesn't allow WebAssembly, which the checker needs. Whoever runs the page can allow it ('wasm-unsafe-eval' in its content security policy).
widget-failed = The checker could not be loaded. Check the connection and try again.
widget-crashed = The checker has stopped because of an error of its own. Choose the files again.

## In the engine

widget-summary = { $devices ->
        [0] No devices
        [one] One device
       *[other] { $devices } devices
    }, { $ready ->
        [0] none ready
        [one] one ready
       *[other] { $ready } ready
    } to go out
widget-file = { $rows ->
        [0] no devices
        [one] one row
       *[other] { $rows } rows
    }
widget-fix-all = Apply { $count ->
        [one] one safe fix
       *[other] { $count } safe fixes
    }
widget-unreadable = This file can't be read. If it was moved or changed, choose it again. The browser says: { $reason }
widget-changed = { $file } was changed since it was checked. Start over and choose it again.
widget-not-exported = The files could not be made. The browser says: { $reason }
