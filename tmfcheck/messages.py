"""What happened, what is safe and what to do, for every error code; the only place where errors become sentences."""

from __future__ import annotations

from collections.abc import Mapping

from tmfcheck.errors import TmfCheckError
from tmfcheck.i18n import N_, Texts
from tmfcheck.packs.problems import Problem
from tmfcheck.seal_messages import SEAL_SENTENCES

SENTENCES: Mapping[str, str] = {
    **SEAL_SENTENCES,
    "LANGUAGE_UNKNOWN": N_("There is no language “{language}”. Use one of: {languages}."),
    "FACILITY_UNKNOWN": N_("There is no facility “{facility}” in this archive. “tmfcheck facility list” shows them."),
    "FACILITY_AMBIGUOUS": N_("Several facilities begin with “{facility}”. Give more of the id."),
    "FACT_DATE_UNKNOWN": N_("{fact}: “{value}” is not a date. Write it as 2026-04-30. Nothing was stored."),
    "ASSESSMENT_UNKNOWN": N_(
        "There is no assessment “{assessment}” in this archive. “tmfcheck assessment list” shows them."
    ),
    "ASSESSMENT_AMBIGUOUS": N_("Several assessments begin with “{assessment}”. Give more of the id."),
    "ASSESSMENT_CLOSED": N_(
        "The assessment {assessment} is closed and stays as it is. Open a correction (a new revision) to change it."
    ),
    "ASSESSMENT_NOT_CLOSED": N_(
        "The assessment {assessment} is still open; only what is closed can be compared with what it was."
    ),
    "CHECK_NOT_CLEAN": N_(
        "The assessment {assessment} was not closed: these errors stand and nobody explained them: {codes}. "
        "Mend or explain each."
    ),
    "EXPLANATION_EXPECTED": N_(
        '“{given}” is no explanation: write CODE=TEXT, as --explain UNANSWERED="no boat". Nothing was stored.'
    ),
    "EXPLAINED_TWICE": N_("“{name}” is explained twice. Write one explanation for it. Nothing was stored."),
    "CLOSED_BUT_CHANGED": N_(
        "Closed assessments are not what they were when they were closed: {assessments}. Restore a copy from the "
        "folder “backups” beside the archive, and find out who wrote into the file."
    ),
    "POINT_UNKNOWN": N_("“{point}” is not an error that stands now. These do: {known}. Nothing was stored."),
    "REVISION_OF_OPEN": N_("The assessment {assessment} is still open: change it directly. Nothing was stored."),
    "ALREADY_REVISED": N_(
        "The assessment {assessment} was corrected already, by {revision}. Correct that one. Nothing was stored."
    ),
    "REVISION_NEEDS_REASON": N_("A correction needs a reason: say what was wrong. Nothing was stored."),
    "ASSESSMENT_OPEN": N_(
        "The assessment {assessment} is still open. Close it first; only what cannot change any more is signed."
    ),
    "ROLE_UNKNOWN": N_("“{role}” is not a role. Use one of: {roles}. Nothing was stored."),
    "PERSON_MISSING": N_("A name of 1 to {limit} characters is needed. Nothing was stored."),
    "TEXT_TOO_LONG": N_("{name}: the text is longer than {limit} characters. Nothing was stored."),
    "TEXT_NOT_UNICODE": N_("{name}: the text holds bytes that are no characters. Nothing was stored."),
    "TEXT_EXPECTED": N_("{name}: a text is expected here. Nothing was stored."),
    "TRUE_OR_FALSE_EXPECTED": N_("{name}: true or false is expected here. Nothing was stored."),
    "OBJECT_EXPECTED": N_("{name}: a JSON object is expected here. Nothing was stored."),
    "KEY_UNKNOWN": N_("{name}: nobody reads “{keys}”. Known are: {known}. Nothing was stored."),
    "SYSTEM_REFUSED": N_(
        "The system refused to read or write: {reason}. What was stored before is safe. "
        "Look for a full disk or a missing permission and try again."
    ),
    "INPUT_UNREADABLE": N_("The file {path} cannot be read: {reason}. Nothing was stored."),
    "INPUT_TOO_LARGE": N_("The file {path} is larger than {limit} MB and was not read. Nothing was stored."),
    "INPUT_NOT_UTF8": N_("The file {path} is not UTF-8 text. Save it as UTF-8. Nothing was stored."),
    "INPUT_NOT_JSON": N_("The file {path} is not JSON: see line {line}, column {column}. Nothing was stored."),
    "INPUT_KEY_TWICE": N_("The file {path} gives “{key}” twice. Keep one of the two. Nothing was stored."),
    "INPUT_NOT_A_NUMBER": N_("The file {path} holds {word}, which is not a number. Nothing was stored."),
    "CONTENT_FOREIGN": N_(
        "This is not the content of an assessment made by this version of TMFCheck. Nothing was stored."
    ),
    "CONTENT_WRONG": N_(
        "The content of the assessment is not as TMFCheck writes it: see {place}. It was changed, or comes from "
        "another version. Nothing was stored."
    ),
    "ARCHIVE_MISSING": N_("There is no archive at {path}. Check the path; adding a facility makes a new archive."),
    "ARCHIVE_NAMELESS": N_(
        "--archive has no path after it: the variable meant to name the archive may be empty. Nothing was opened. "
        "Give the path, or leave --archive out for your own archive."
    ),
    "ARCHIVE_RULES_CHANGED": N_(
        "The archive {path} lacks tables, columns or guards of this version, or has other ones: somebody changed it "
        "outside TMFCheck, or a trial version made it. It was left as it is. "
        "Restore a copy from the folder “backups” beside it."
    ),
    "ARCHIVE_NOT_AN_ARCHIVE": N_("{path} is not a TMFCheck archive and was left untouched. Choose another file."),
    "ARCHIVE_DAMAGED": N_(
        "The archive {path} is damaged and was left as it is. Restore a copy from the folder “backups” beside it."
    ),
    "ARCHIVE_NEWER": N_(
        "The archive {path} has version {found}; this program knows version {known} and left it untouched. "
        "Install a newer TMFCheck."
    ),
    "ARCHIVE_OLDER": N_(
        "The archive {path} has version {found} and needs version {known}, but it cannot be written where it lies. "
        "Copy it to a folder you may write to."
    ),
    "ARCHIVE_NOT_UPGRADED": N_(
        "The archive {path} could not be upgraded from version {found} to {known} and is as it was. "
        "A copy lies at {backup}. Reason: {reason}"
    ),
    "ARCHIVE_READ_ONLY": N_(
        "The archive {path} or its folder is read-only: nothing was stored, what it holds is safe. "
        "Allow writing or copy it to another folder."
    ),
    "ARCHIVE_IN_USE": N_(
        "The archive {path} is open in another TMFCheck: {name} on {host}, process {pid}, since {since}. "
        "Nothing was stored; close the other program first."
    ),
    "ARCHIVE_BUSY": N_("The archive {path} is being written by another program. Nothing was stored; try again."),
    "BACKUP_NOT_MADE": N_(
        "Today’s backup of {path} could not be written to the folder “backups” beside it; the archive itself works. "
        "Look for a full disk or a folder that may not be written."
    ),
    "ARCHIVE_FULL": N_(
        "The disk of {path} is full. The last change was not stored, everything before it is safe. Free some space."
    ),
    "ARCHIVE_MOVED": N_(
        "The archive {path} was moved or replaced while it was open. The last change was not stored. "
        "Close TMFCheck and open the archive again."
    ),
    "ARCHIVE_UNFINISHED": N_(
        "The archive {path} was left in the middle of a change and cannot be mended where it may not be written. "
        "Copy it with its “-journal” file to a folder you may write to."
    ),
    "ARCHIVE_FAILED": N_("The archive {path} cannot be used: {reason}. What it holds was left as it is."),
    "FONT_MISSING": N_(
        "The font {file} is missing or damaged. No report was made; the assessment is safe. Install TMFCheck again."
    ),
    "LAYER_MISSING": N_("The layer {path} is no longer there. Put the file back, or take the layer off the list."),
    "LAYER_UNREADABLE": N_("The layer {path} cannot be read: {reason}. The map works without it."),
    "LAYER_UNKNOWN": N_(
        "{path} is neither GeoJSON nor GeoPackage nor MBTiles and was not added. "
        "Save the layer in one of these formats."
    ),
    "LAYER_TOO_LARGE": N_(
        "The layer {path} is larger than {limit} MB and was not read. Cut it to your region, or save it as GeoPackage."
    ),
    "LAYER_TOO_MUCH": N_(
        "The layer {path} holds more than {features} features or {positions} points and was not read. "
        "Cut it to your region or simplify it."
    ),
    "LAYER_BROKEN": N_("The layer {path} is damaged or not as its format has it. The map works without it."),
    "LAYER_CRS": N_(
        "The layer {path} is in the coordinate system {crs}. Save it in WGS 84 (EPSG:4326) or Web Mercator (EPSG:3857)."
    ),
    "LAYER_PLACE": N_(
        "The layer {path} holds the position {x}, {y}, which is not on the earth. "
        "Its coordinate system is probably another than the file says."
    ),
    "LAYER_TILES_KIND": N_("The tiles of {path} are of the kind “{kind}”. Tiles must be PNG or JPEG pictures."),
    "LAYER_EMPTY": N_("The layer {path} holds nothing that could be drawn."),
    "REPORT_NOT_WRITTEN": N_(
        "The report {path} could not be written: {reason}. The archive is not affected. Choose another place."
    ),
    "PRINTER_REFUSES": N_(
        "The printer “{printer}” takes no pages now. Nothing was printed, and nothing is changed. Look whether it is "
        "switched on and connected, or choose another one."
    ),
    "NO_DANGER_OPEN": N_(
        "No answer of the assessment {assessment} carries the mark of immediate danger, so there is no notice to write."
    ),
    "TEMPLATE_UNREADABLE": N_(
        "The template cannot be used: {reason}. No report was made. Choose a Word file (DOCX) without macros."
    ),
    "TEMPLATE_ACTIVE": N_(
        "The template holds something that acts by itself or fetches from outside ({part}). No report was made. "
        "Remove macros, embedded objects and linked pictures."
    ),
    "TEMPLATE_PLACEHOLDERS": N_(
        "The template’s placeholders do not fit: {names}. “?” is unknown, “–” is missing, “…” must stand alone in its "
        "paragraph. No report was made."
    ),
    "REPORT_TOO_LARGE": N_(
        "The report cannot be made as small as {limit} MB; without photos it takes {least} MB. No report was written. "
        "Allow a larger file, or leave photos and chapters out."
    ),
    "FOLDER_UNUSABLE": N_("The folder {path} cannot be used: {reason}. Nothing was written; choose another folder."),
    "DEMO_IN_USE": N_("The sample {path} is open in another TMFCheck and was not replaced. Close that program first."),
    "DEMO_NOT_REPLACED": N_(
        "{path} holds facilities that are not samples, so it was not replaced. Choose another folder for the sample."
    ),
    "FACILITY_NAME_MISSING": N_("A facility needs a name of 1 to {limit} characters. Nothing was stored."),
    "FACILITY_COUNTRY_UNKNOWN": N_(
        "“{country}” names no country. Choose one by its name, or give its ISO code, for example KZ or KGZ. "
        "Nothing was stored."
    ),
    "FACT_TWICE": N_("These facts are given twice: {facts}. Keep one of the two. Nothing was stored."),
    "FACT_UNKNOWN": N_("“{fact}” is not a known facility fact."),
    "FACT_NOT_A_NUMBER": N_("{fact}: “{value}” is not a number of the right kind. Nothing was stored."),
    "FACT_OUT_OF_RANGE": N_("{fact}: {value} lies outside {low} to {high} {unit}. Nothing was stored."),
    "FACT_WORD_UNKNOWN": N_("{fact}: “{value}” cannot be used. Use: {words}. Nothing was stored."),
    "FACT_NOT_A_TEXT": N_("{fact}: “{value}” is not text. Put it in quotation marks. Nothing was stored."),
    "PART_NAME_MISSING": N_("{fact}: a name is needed here. Nothing was stored."),
    "FACT_TEXT_TOO_LONG": N_("{fact}: the text is longer than {limit} characters. Nothing was stored."),
    "QUESTION_UNKNOWN": N_("There is no question “{question}” in group {group}. Nothing was stored."),
    "ANSWER_UNKNOWN": N_("{question}: “{value}” is not an answer. Use one of: {words}. Nothing was stored."),
    "BASIS_UNKNOWN": N_("{question}: “{value}” is not an evidence basis. Use one of: {words}. Nothing was stored."),
    "REASON_UNKNOWN": N_("{question}: “{value}” is not a reason. Use one of: {words}. Nothing was stored."),
    "COMMENT_TOO_LONG": N_(
        "{question}: the comment is longer than {limit} characters. Shorten it; the stored answer is unchanged."
    ),
    "DOCUMENT_TOO_LONG": N_(
        "{question}: the document reference is longer than {limit} characters. The stored answer is unchanged."
    ),
    "MEASURE_UNKNOWN": N_("There is no measure “{measure}” in this assessment. Nothing was stored."),
    "OWN_MEASURE_INCOMPLETE": N_("An own measure needs a title and a time-frame. Nothing was stored."),
    "REJECTION_NEEDS_REASON": N_("{measure}: give a reason for rejecting this measure. Nothing was stored."),
    "MOVE_NEEDS_REASON": N_(
        "{measure}: give a reason for moving this measure to another time-frame. Nothing was stored."
    ),
    "PACK_UNKNOWN": N_("There is no method pack “{pack}”. “tmfcheck pack list” shows the packs this machine has."),
    "PACK_UNUSABLE": N_(
        "The method pack “{pack}” has {count} problems and cannot be used. “tmfcheck pack check” lists them. "
        "Assessments keep their own copy and are not affected."
    ),
    "PACK_NONE_USABLE": N_(
        "This page needs a method pack, and none can be used on this machine. Nothing stored is affected. Install the "
        "program again, or put a pack into its folder; “tmfcheck pack list” says what is wrong with each."
    ),
    "PACK_UNREADABLE": N_("The method pack “{pack}” cannot be read: {reason}. Nothing was changed."),
    "PACK_TOO_LARGE": N_("The method pack “{pack}” is too large to be one ({file}). It was not read."),
    "PACK_DAMAGED": N_("The stored method pack cannot be read: {reason}. The answers are not affected."),
    "GROUP_UNKNOWN": N_("The method pack “{pack}” has no group “{group}”. Use one of: {groups}."),
    "FOLDER_NOT_EMPTY": N_("The folder {folder} already holds something. Name a new one. Nothing was written."),
    "PACK_NOT_WRITTEN": N_("The pack could not be written to {folder}: {reason}. Remove what was begun there."),
    "WORKBOOK_UNREADABLE": N_("{path} is not a spreadsheet this program can read. Nothing was changed."),
    "WORKBOOK_FOREIGN": N_("{path} was not exported by “tmfcheck pack export-xlsx”. Nothing was changed."),
    "WORKBOOK_HAS_PROBLEMS": N_("{path} has {count} problems, listed above. No pack was written."),
    "MAP_BOUNDS_WRONG": N_(
        "“{bounds}” are no map edges. Give west,south,east,north in degrees, west before east: 66,39,80,45. "
        "Nothing was written."
    ),
    "MAP_FORMAT_UNKNOWN": N_("{path}: a map is written as one of {formats}. Nothing was written."),
    "FILE_NOT_WRITTEN": N_("{path} could not be written: {reason}. Nothing is half-written there."),
    "TABLET_FILE_WRONG": N_("{path} is not a submission of this program's tablet form. Nothing was stored."),
    "TABLET_MANY_ROWS": N_("{path} holds {count} submissions. Choose one with --row. Nothing was stored."),
    "TABLET_OTHER_GROUP": N_("{path} answers group {group}, the assessment uses group {expected}. Nothing was stored."),
    "TABLET_OTHER_EDITION": N_(
        "{path} was collected with another edition of the pack; the assessment uses {edition}. Nothing was stored."
    ),
    "OTHER_PACK": N_("“{pack}” is not an edition of “{expected}”, which this assessment uses. Nothing was changed."),
    "SAME_EDITION": N_("The assessment already uses exactly this edition ({edition}). Nothing was changed."),
    "MAP_WRONG": N_("The column map {path} cannot be used: {reason}. Nothing was changed."),
    "SHEET_MISSING": N_("The workbook has no sheet “{sheet}”. Its sheets: {sheets}. Nothing was changed."),
    "NO_DISPLAY": N_(
        "There is no display here, so there can be no window. “tmfcheck --help” lists what works without one."
    ),
    "ANSWER_OR_FILE": N_("Give either a question and its answer, or a file with --from. Nothing was stored."),
    "REASON_WITHOUT_TERM": N_("--reason explains a move to another time-frame: give --term too. Nothing was stored."),
    "NOTHING_TO_SET": N_("Nothing to set: give --accept, --reject, --owner, --due, --term or --cost."),
    "DATE_WRONG": N_("“{value}” is not a date. Write year, month and day, for example 2027-03-31. Nothing was stored."),
    "FORMAT_AND_ENDING_DIFFER": N_(
        "The name {path} ends like a file of another kind than {format}. No report was written; change one of the two."
    ),
    "SIZE_WRONG": N_(
        "“{value}” is not a size of a file. Write megabytes above 0 and below 10000, for example 8 or 7.5. "
        "No report was written."
    ),
    "SELFTEST_FAILED": N_("The self-test failed: {checks}. Install the program again; your archive is not affected."),
    "LIST_EXPECTED": N_("{name}: a list is expected here. Nothing was stored."),
    "INPUT_NOT_CSV": N_("{path} cannot be read as a table: {reason}. Nothing was stored."),
    "HAZARD_NO_HEADING": N_("{path} is empty. The first line names the columns, one facility a line follows."),
    "HAZARD_COLUMN_TWICE": N_("{path}: these columns stand twice: {columns}. Nothing was computed."),
    "HAZARD_NO_COLUMN": N_(
        "{path} has no column the indices rest on. Columns that are understood: {columns}. Nothing was computed."
    ),
    "HAZARD_TOO_MANY_ROWS": N_("{path} has more than {limit} rows. Divide the list. Nothing was computed."),
    "HAZARD_ROW_WRONG": N_(
        "{path}, row {row}: the row has cells beyond the last column ({column}). The row was left out."
    ),
    "HAZARD_VALUE_WRONG": N_("{path}, row {row}, {column}: “{value}” cannot be used. The row was left out."),
    "HAZARD_ROWS_REFUSED": N_("Rows left out: {count}. The others were computed."),
    "EXPORT_KIND_UNKNOWN": N_("{path} must end in one of: {endings}. Nothing was written."),
    "IMPORT_NONE": N_("No import is left that could be undone. Nothing was changed."),
    "IMPORT_IN_USE": N_(
        "The import of {file} cannot be undone: facilities changed or assessed since: {count}, among them “{name}”. "
        "Nothing was changed."
    ),
    "LIST_ENCODING_UNKNOWN": N_(
        "The letters of {path} cannot be told for certain. Save it as UTF-8, or name its encoding in the map. "
        "Nothing was stored."
    ),
    "LIST_TOO_MANY_ROWS": N_("{path} has more than {limit} rows. Divide the list. Nothing was stored."),
    "LIST_TOO_WIDE": N_("{path} has more than {limit} columns. Remove the empty ones. Nothing was stored."),
    "LIST_TOO_MANY_CELLS": N_("{path} has more than {limit} cells. Divide the list. Nothing was stored."),
    "LIST_CELL_WRONG": N_(
        "{path}, row {row}: a cell is longer than {limit} characters or holds no text. Nothing was stored."
    ),
    "LIST_FORMULA": N_("{path} holds formulas (row {row}). Save the values alone. Nothing was stored."),
    "LIST_MACRO": N_("{path} holds macros. Save it as a plain spreadsheet without them. Nothing was stored."),
    "LIST_KIND_UNKNOWN": N_("{path} is neither a CSV list nor a spreadsheet. Nothing was stored."),
    "LIST_COLUMN_MISSING": N_("The map names columns the list does not have: {columns}. Nothing was stored."),
    "LIST_NOTHING_RECOGNISED": N_(
        "No column of {path} is recognised as the name of a facility. Write a map by hand. Nothing was stored."
    ),
    "LIST_COUNTRY_UNKNOWN": N_("“{country}” is not a country. Use its ISO code, for example KZ. Nothing was stored."),
    "LIST_ROWS_REFUSED": N_("Rows that cannot become facilities: {count}, named above. Mend the list or the map."),
    "LIST_DUPLICATES_OPEN": N_(
        "Rows that may be facilities already known: {count}. Decide with --duplicates merge, skip or keep, or row by "
        "row in the map under [rows]. Nothing was stored."
    ),
    "VIEW_NAME_MISSING": N_("A view needs a name of 1 to {limit} characters. Nothing was stored."),
    "VIEW_NAME_TAKEN": N_("There is a view “{name}” already. Choose another name; both views are as they were."),
    "VIEW_UNKNOWN": N_("There is no view “{name}” any more. The facilities are not touched by that."),
    "LIST_NOTHING_NEW": N_("{path} brings nothing that is not stored already. Nothing was changed."),
    "FILE_UNREADABLE": N_("{name} cannot be read. It was left out; nothing else is affected."),
    "FILE_IS_FOLDER": N_("{name} is a folder and was left out. Name the files in it, for example {name}/*.jpg."),
    "FOLDER_WITHOUT_PICTURES": N_(
        "In the folder {name} there is no picture that can be read. Folders inside it are not looked through; choose "
        "the one with the pictures."
    ),
    "FILE_EMPTY": N_("{name} is empty. It was left out; copy it from the camera or its source again."),
    "FILE_TOO_LARGE": N_("{name} is larger than {limit} MB. It was left out; make it smaller or divide it."),
    "FILE_WOULD_RUN": N_(
        "{name} is a program or a file that a computer runs. Such files are never kept as evidence; it was left out."
    ),
    "NOT_A_PICTURE": N_(
        "{name} is no picture in JPEG, PNG, HEIC, WebP or TIFF, whatever its name says. It was left out."
    ),
    "DOCUMENT_BROKEN": N_(
        "The document {name} is broken or cut short. It was left out; copy it from its source again."
    ),
    "PICTURE_BROKEN": N_(
        "The picture {name} is broken or cut short. It was left out; copy it from the camera or its source again."
    ),
    "PICTURE_TOO_LARGE": N_(
        "The picture {name} has more than {limit} million points. It was left out; save it in a smaller size."
    ),
    "PICTURE_DISGUISED": N_(
        "The picture {name} is at the same time another file (a program, an archive, a page or a document). "
        "It was left out; save the picture anew."
    ),
    "FILES_REFUSED": N_("Files left out: {count}, each named above. Attached: {attached}."),
    "TIME_WRONG": N_(
        "“{value}” is not a time with its offset. Write it as 2027-03-31T09:00+05:00. Nothing was stored."
    ),
    "KIND_NEEDS_PICTURE": N_("{name} is no picture; only pictures can be photos or plans. Nothing was changed."),
    "EVIDENCE_UNKNOWN": N_("There is no evidence “{evidence}” in this assessment. Nothing was changed."),
    "ROTATION_WRONG": N_("A picture is turned by 0, 90, 180 or 270 degrees, not by {value}. Nothing was changed."),
    "ANNOTATION_WRONG": N_(
        "These drawings cannot be put over it: they stand on a picture, inside its edges, at most {limit}. "
        "Nothing was changed."
    ),
    "PIN_WRONG": N_(
        "The place cannot be used: mark a point of a plan of this assessment, or give latitude and longitude. "
        "Nothing was changed."
    ),
    "ORDER_WRONG": N_("The order must name every piece of evidence of the question once. Nothing was changed."),
    "DOCUMENT_UNKNOWN": N_("There is no document “{document}” in this assessment. Nothing was changed."),
    "DOCUMENT_TITLE_MISSING": N_("A document needs a title. Nothing was stored."),
    "DOCUMENT_DATES_WRONG": N_("“{title}” would have expired before it was issued. Nothing was stored."),
    "PERSON_NAMELESS": N_("Everybody present needs a name. Nothing was stored."),
    "TOO_MANY_PEOPLE": N_("More than {limit} people present cannot be listed. Nothing was stored."),
    "TIME_UNKNOWN": N_("{field}: “{value}” is not a time of day. Write it as 14:30. Nothing was stored."),
    "FILES_ON_THEIR_WAY": N_(
        "Files are still being added to this assessment. Wait until they are stored, or stop adding them; "
        "then try again."
    ),
    "VISIT_TIMES_WRONG": N_("The visit would end before it began. Nothing was stored."),
    "WHC_NO_COMPONENTS": N_("A mixture needs at least one component."),
    "WHC_FRACTION_WRONG": N_("{name}: a fraction must lie between 0 and 100 %, an M-factor must be at least 1."),
    "WHC_FRACTION_MISSING": N_("{name}: give its mass fraction in percent."),
    "WHC_SUM_WRONG": N_(
        "The fractions sum to {total} %, not to 100 %. Add what is missing, as unidentified if need be."
    ),
    "WHC_VALUE_WRONG": N_("{name}, {key}: “{value}” cannot be used. Nothing was computed."),
}

PROBLEMS: Mapping[str, str] = {
    "FILE_NOT_UTF8": N_("The file is not UTF-8 text (byte {position}). Save it as UTF-8."),
    "FILE_NOT_TOML": N_("The file cannot be read as TOML: {reason}."),
    "FILE_NOT_CSV": N_("The file cannot be read as CSV: {reason}."),
    "ROW_WRONG_LENGTH": N_("The row has more or fewer cells than the heading. Check commas and quotation marks."),
    "FORMAT_UNKNOWN": N_("This program reads format {format}. Set “format = {format}” if the pack follows it."),
    "WORD_NOT_MAPPED": N_("“{word}” is not in the map. Add it; the map knows: {words}."),
    "COLUMN_MISSING": N_("This column is missing. Restore its heading."),
    "COLUMN_UNKNOWN": N_("This column is not part of the form. Remove it or restore its heading."),
    "LIST_UNKNOWN": N_("The format has no list of this name. Check the spelling."),
    "NOT_A_LIST": N_("This must be a list of entries: write the name in double square brackets."),
    "FIELD_UNKNOWN": N_("The format has no field of this name. Check the spelling or remove it."),
    "FIELD_MISSING": N_("This field is missing. Add it."),
    "FILE_OVER_LIMIT": N_("The file is larger than {limit} MB and was not read. Make it smaller."),
    "FIELD_WRONG": N_("The value cannot be used: {reason}."),
    "TEXT_MISSING": N_("The text is missing in this language. Add it."),
    "LANGUAGE_NOT_LISTED": N_("The pack does not list this language. Add it to “languages” or remove the text."),
    "ID_TWICE": N_("This id is used twice; the first stands in {first}. Give each entry an id of its own."),
    "ID_UNKNOWN": N_("There is no “{target}”. Check the spelling or add it."),
    "PACK_ID_WRONG": N_("Use small Latin letters, digits and hyphens for the id of a pack."),
    "NO_LANGUAGE": N_("List at least one language."),
    "ANSWER_MISSING": N_("The rules need this answer. Add it."),
    "ANSWER_NOT_KNOWN": N_("The rules do not know this answer. Use: {words}."),
    "ANSWER_VALUE_WRONG": N_(
        "Every answer needs a value and a credibility from 0 to 1, a better answer no smaller value than a worse one; "
        "“not applicable” has neither."
    ),
    "FIGURE_MISSING": N_("The rules need this figure. Add it."),
    "TIME_FRAME_MISSING": N_("The rules need this time-frame. Add it."),
    "SECTION_EMPTY": N_("No question stands in this section. Remove it or add questions."),
    "QUESTION_ID_WRONG": N_("The id must begin with the subgroup of its section: “{subgroup}.”."),
    "WEIGHT_NOT_POSITIVE": N_("A weight must be above zero."),
    "LINK_TWICE": N_("The measure {target} is linked twice. Keep one link and list all its answers."),
    "TRIGGER_WRONG": N_("List at least one answer that calls for the measure. Use: {words}."),
    "NO_MEASURE_FOR_NO": N_("No measure is called for by the answer “no”. Link at least one."),
    "NO_MEASURE_FOR_UNKNOWN": N_("No measure finds out when the answer is “unknown”. Link one."),
    "PLACE_UNKNOWN": N_("“{target}” names a place the reference does not list. A wrong paragraph is worse than none."),
    "CONDITION_WRONG": N_("A condition looks at one fact or at one answer. Mend it."),
    "CONTRADICTION_WRONG": N_(
        "A contradiction names the question met, and either a question not met or a fact with its limit. Mend it."
    ),
    "INTERIM_WRONG": N_("“{target}” is not a short-term measure of this pack. Choose one that is."),
    "INTERIM_MISSING": N_("A critical question calls for this measure, so it must name a short-term interim measure."),
    "TEXT_TOO_LONG": N_("The text has {length} characters; more than {limit} do not fit. Shorten it."),
    "QUESTIONS_ALIKE": N_("This question reads almost as {target}. Make clear how they differ, or remove one."),
    "TERM_AVOIDED": N_("“{word}…” is not used for this term. Write “{right}”."),
    "TRANSLATED_TWO_WAYS": N_("The same words read differently in {target}. Choose one translation."),
    "CONDITION_NEVER": N_("No facility and no answers can make this condition hold. Mend or remove it."),
    "CAS_NUMBER_WRONG": N_("This is no CAS number: its form or its check digit is wrong. Look the number up again."),
    "MEASURE_UNTRIGGERED": N_("No question calls for this measure. Link it or remove it."),
}


def problem_sentence(problem: Problem, texts: Texts) -> str:
    """Where a pack's problem is and what to do, in the reader's language, on one line."""
    language = f"[{problem.language}]" if problem.language else ""
    where = " · ".join(part for part in (problem.file, problem.item, problem.place, language) if part)
    return f"{where}: {texts.gettext(PROBLEMS[problem.code]).format(**problem.data)}"


def sentence(error: TmfCheckError, texts: Texts) -> str:
    """The error in the reader's language; a code without a sentence is a bug and raises KeyError."""
    return texts.gettext(SENTENCES[error.code]).format(**error.data)
