### What the command line program says, apart from what it says about files' contents.

## What could not be done

cli-unreadable = { $path } can't be read: { $reason }. Check the name and your rights to it.
cli-no-match = No file matches { $path }. Check the pattern and the folder that it starts in.
cli-bad-pattern = { $path } is not a pattern: { $reason }. Put quotes around a name that holds * ? or [.
cli-empty-folder = { $path } holds no .csv, .txt, .xml or .zip file. Name the file itself if it is called otherwise.
cli-folder = { $path } is a folder. Name one file in it.
cli-input-twice = Standard input can be read once only. Name - once.
cli-over-input = { $path } is one of the files that are merged, and is not overwritten. Choose another name or folder for the result.
cli-earlier = { $count ->
        [one] An earlier file would stay beside the new ones and seem to be one of them: { $paths }. Nothing is written. Move or remove it, or name another output.
       *[other] { $count } earlier files would stay beside the new ones and seem to be some of them: { $paths }. Nothing is written. Move or remove them, or name another output.
    }
cli-same-output = { $path } would be written twice. Choose another name for the report.
cli-unwritable = { $path } can't be written: { $reason }. Choose another name or folder; nothing is left half written.
cli-unwritable-no-folder = { $path } can't be written: its folder is not there. Make the folder first, or choose another one.
cli-unwritable-not-allowed = { $path } can't be written: permission is denied. Check your rights to it and to its folder, and that no other program has it open.
cli-output = Standard output can't be written: { $reason }.
cli-changed = { $path } was changed while it was being merged. Nothing is written; run it again.
cli-too-many-files = The devices make { $files } files, and standard output takes one. Give a folder: -o name/.
cli-no-such-row = { $path } has no hash in device row { $row }. Rows are counted from 1, without headers.
cli-no-hash = { $path } holds no hardware hash.

## What was found

cli-help = help
cli-fix = fix
cli-fix-safe = fix (safe)
cli-files = { $count ->
        [one] 1 file
       *[other] { $count } files
    }
cli-devices = { $count ->
        [one] 1 device
       *[other] { $count } devices
    }
cli-errors = { $count ->
        [one] 1 error
       *[other] { $count } errors
    }
cli-warnings = { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
cli-infos = { $count ->
        [one] 1 remark
       *[other] { $count } remarks
    }
cli-fixable = { $count ->
        [one] 1 can be fixed unseen: muster merge --apply-fixes does it.
       *[other] { $count } can be fixed unseen: muster merge --apply-fixes does it.
    }

## What was written

cli-fixed = { $count ->
        [one] 1 fix applied.
       *[other] { $count } fixes applied.
    }
cli-wrote = { $path }: { $count ->
        [one] 1 device
       *[other] { $count } devices
    }
cli-wrote-nothing = No device can be written.
cli-left-behind = { $count ->
        [one] 1 device stays behind:
       *[other] { $count } devices stay behind:
    }
cli-duplicates = { $count ->
        [one] 1 row is left out: another row stands for its device.
       *[other] { $count } rows are left out: other rows stand for their devices.
    }
cli-tags-not-taken = { $count ->
        [one] 1 group tag is not written: Partner Center's file has no column for it. Type it in the portal.
       *[other] { $count } group tags are not written: Partner Center's file has no column for them. Type them in the portal.
    }
cli-users-not-taken = { $count ->
        [one] 1 assigned user is not written: Partner Center's file has no column for it.
       *[other] { $count } assigned users are not written: Partner Center's file has no column for them.
    }

## The report

cli-report-captured = Captured
cli-report-status = Status
cli-report-problems = Problems
cli-report-file = File
cli-report-line = Line
cli-report-ready = Ready
