//! Forms that files come in: encodings, delimiters, quotes, headers.

use super::{
    Sample,
    device::{hash, hash_with_serial, serial, text, virtual_machine},
    table::{BASE, INTUNE, PARTNER, file, quoted, row, row_with, rows, utf_16},
};

pub fn samples() -> Vec<Sample> {
    encodings().into_iter().chain(delimiters_and_quotes()).chain(headers()).chain(rows_of_tables()).collect()
}

fn encodings() -> Vec<Sample> {
    let accents = file(INTUNE, [row_with(21, "Caf?", ""), row_with(22, "Kiosk", "")]);
    let mut cut = utf_16(&file(INTUNE, [row_with(31, "Kiosk?", "")]));
    let mark = cut.chunks_exact(2).position(|unit| unit == [b'?', 0]).expect("the group tag has it") * 2;
    cut[mark..mark + 2].copy_from_slice(&0xD83D_u16.to_le_bytes());
    vec![
        Sample::one(
            "forms/clean.csv",
            file(BASE, rows(1..=3)),
            "Three devices, and nothing to say about them.",
            &[],
        ),
        Sample::one(
            "forms/utf-16-from-the-script.csv",
            utf_16(&file(BASE, rows(11..=13))),
            "UTF-16, as the collection script writes it in Windows PowerShell: it is read, and written as ASCII.",
            &["encoding-utf16"],
        ),
        Sample::one(
            "forms/utf-8-with-byte-order-mark.csv",
            format!("\u{FEFF}{}", file(BASE, rows(15..=16))),
            "UTF-8 with a byte order mark before the first header word.",
            &["encoding-utf8-bom"],
        ),
        Sample::one(
            "forms/windows-1252.csv",
            accents.bytes().map(|byte| if byte == b'?' { 0xE9 } else { byte }).collect::<Vec<_>>(),
            "The code page of Western European Windows, with a group tag that is not ASCII.",
            &["encoding-windows-1252", "not-ascii"],
        ),
        Sample::one(
            "forms/half-a-character.csv",
            cut,
            "UTF-16 with half a character in it, as a broken copy leaves behind.",
            &["encoding-damaged"],
        ),
    ]
}

fn delimiters_and_quotes() -> Vec<Sample> {
    let dutch = "Serienummer van apparaat;Windows-product-id;Hardware-hash;Groepslabel;Toegewezen gebruiker";
    let excel = [
        format!("12345678;;{};Kiosk;", hash_with_serial(41, "0012345678")),
        format!("1,23457E+11;;{};Kiosk;", hash_with_serial(42, "123456789012")),
        format!("{};;{};Kiosk;", serial(43), hash(43)),
    ];
    let machine =
        |number| format!("{},,{},VMware, Inc.,VMware20,1", serial(number), text(&virtual_machine(number)));
    let export = quoted(&file(BASE, rows(52..=53)));
    let damaged =
        [format!("\"{},,{}", serial(71), hash(71)), format!("{},,{},19\" screen,", serial(72), hash(72))];
    vec![
        Sample::one(
            "forms/saved-by-dutch-excel.csv",
            file(dutch, excel),
            "Semicolons and Dutch header words; the spreadsheet took serials for numbers, and the hash has them whole.",
            &["delimiter", "header-normalised", "serial-leading-zeros", "serial-scientific"],
        ),
        Sample::one(
            "forms/separator-line.csv",
            format!("sep=;\r\n{}", file(BASE, rows([45])).replace(',', ";")),
            "A first line that tells spreadsheets the delimiter.",
            &["delimiter"],
        ),
        Sample::one(
            "forms/quoted.csv",
            export + &format!("\"{}\",\"\",\"{}\"\r\n", serial(51), text(&virtual_machine(51))),
            "Quotes around every field, as Export-Csv writes; the portals take none.",
            &["quoted", "virtual-machine"],
        ),
        Sample::one(
            "forms/quotes-deleted-blindly.csv",
            file(PARTNER, [machine(61), row(62) + ",Fabrikam,Fabrikam Book"]),
            "A script deleted every quote, so `VMware, Inc.` became two columns: they are put together again.",
            &["columns-realigned"],
        ),
        Sample::one(
            "forms/quotes-damaged.csv",
            file(INTUNE, damaged),
            "A quote that is never closed, and one in the middle of a value.",
            &["quote-unclosed", "quote-stray"],
        ),
    ]
}

fn headers() -> Vec<Sample> {
    let report: Vec<String> = (151..=152).map(|number| format!("{BASE},{}", row(number))).collect();
    vec![
        Sample::one(
            "forms/header-in-other-words.csv",
            file("serialnumber,product id,HARDWARE HASH", rows(101..=102)),
            "Header words in another case and spelling, which the portals refuse.",
            &["header-normalised"],
        ),
        Sample::one(
            "forms/extra-columns.csv",
            file(&format!("{BASE},Location,Notes"), [row(111) + ",Utrecht,spare", row(112) + ",Delft,"]),
            "Columns of one's own, which are left out.",
            &["extra-columns"],
        ),
        Sample::one(
            "forms/no-header.csv",
            rows(121..=122).join("\r\n"),
            "No header: the columns are recognised by what they hold.",
            &["header-missing"],
        ),
        Sample::one(
            "forms/text-above-the-header.csv",
            format!("Hardware hashes of the second floor\r\n\r\n{}", file(BASE, rows(131..=132))),
            "A title above the header.",
            &["preamble"],
        ),
        Sample::one(
            "forms/report-export.csv",
            file("Textbox1,Textbox2,Textbox3,Serial0,Product0,Hash0", report),
            "The export of the Configuration Manager report: every row repeats the column names before the values.",
            &["report-export"],
        ),
    ]
}

fn rows_of_tables() -> Vec<Sample> {
    let joined = [row(161), ",,".to_owned(), String::new(), BASE.to_owned(), row(162)];
    let uneven = [serial(171), row(172) + ",a,b,c,d"];
    vec![
        Sample::one(
            "forms/put-together-by-hand.csv",
            file(BASE, joined),
            "Two files pasted below each other, with the second header and blank rows left in.",
            &["repeated-header", "blank-rows"],
        ),
        Sample::one(
            "forms/wrong-number-of-fields.csv",
            file(PARTNER, uneven),
            "A row with too few fields, and one with more than can be explained.",
            &["too-few-fields", "too-many-fields"],
        ),
        Sample::one(
            "forms/line-without-an-end.csv",
            file(BASE, [row(181), "A".repeat(300 * 1024), row(182)]),
            "A line that is far longer than any row, between two devices: it is left out.",
            &["row-too-long"],
        ),
        Sample::one(
            "forms/more-than-500-devices.csv",
            // One import into Intune takes 500.
            file(BASE, rows(10_000..=10_500)),
            "501 devices: the export is divided over two files.",
            &["too-many-rows"],
        ),
    ]
}
