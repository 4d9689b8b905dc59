"""The sentences of signing and verifying: part of ``messages``, kept apart because they are many."""

from __future__ import annotations

from collections.abc import Mapping

from tmfcheck.domain.verdict import Finding, VerdictStatus
from tmfcheck.i18n import N_, Texts

SEAL_SENTENCES: Mapping[str, str] = {
    "KEY_FILE_DAMAGED": N_("The key file is not a sound PKCS#12 file (.p12, .pfx). Nothing was signed."),
    "KEY_FILE_UNSUPPORTED": N_(
        "The key file is locked in a way this program does not know. Save it anew with AES. Nothing was signed."
    ),
    "KEY_PASSWORD_WRONG": N_("The password does not open the key file. Check it and try again. Nothing was signed."),
    "KEY_FILE_WITHOUT_KEY": N_(
        "The key file holds no private key with its certificate, so it cannot sign. Export both. Nothing was signed."
    ),
    "KEY_FILE_MISMATCH": N_("The key and the certificate in the key file do not belong together. Nothing was signed."),
    "CERTIFICATE_EXPIRED": N_(
        "The certificate of {name} expired on {day}. Get a new one; nothing was signed and the report is as it was."
    ),
    "CERTIFICATE_NOT_YET_VALID": N_(
        "The certificate of {name} is not valid before {day}. Check the clock of this computer. Nothing was signed."
    ),
    "CERTIFICATE_NOT_FOR_SIGNING": N_(
        "The certificate of {name} was not issued for signing documents. Choose another one. Nothing was signed."
    ),
    "CERTIFICATE_KEY_WEAK": N_(
        "The key of {name} has {bits} bits; a signature needs at least {least}. Get a new one. Nothing was signed."
    ),
    "CERTIFICATE_KEY_UNKNOWN": N_(
        "The key of {name} is neither RSA nor an elliptic curve this program can sign with. Nothing was signed."
    ),
    "REPORT_DAMAGED": N_(
        "The file is damaged or no PDF. Export the report again; the assessment in the archive is safe."
    ),
    "REPORT_ENCRYPTED": N_("The PDF is encrypted. Sign the report as it was exported. Nothing was signed."),
    "REPORT_CERTIFIED": N_(
        "The PDF is certified: its author allows no further signature beside the own. Sign the report as it was "
        "exported. Nothing was signed."
    ),
    "REPORT_NOT_SIGNED": N_("The report could not be signed: {reason}. It is as it was."),
    "STAMP_NO_ROOM": N_(
        "Visible signatures that find room on the last page: {count}; there is none left. Sign invisibly, it counts "
        "the same."
    ),
    "SIGNATURE_WRONG": N_("The drawn signature cannot be used. Clear the pad and sign again. Nothing was stored."),
    "REFUSAL_WITHOUT_REASON": N_("Write down why {name} does not sign. Nothing was stored."),
    "PAD_EMPTY": N_("Nothing is drawn on the pad yet. Sign there, or choose another way. Nothing was stored."),
    "SIGNED_PAGE_UNKNOWN": N_("There is no signed page {page} at this assessment. Nothing was changed."),
    "SIGNED_PAGE_KIND": N_("{name} is neither a PDF nor a picture. Attach a scan or photo. Nothing was stored."),
    "ROOT_UNREADABLE": N_("{path} holds no certificate (PEM or DER). Nothing was verified with it."),
}

VERDICTS: Mapping[VerdictStatus, str] = {
    VerdictStatus.SIGNED_INTACT: N_("Signed and unchanged"),
    VerdictStatus.INTACT: N_("Unchanged, as in your archive"),
    VerdictStatus.NOT_PROVEN: N_("Nothing is proven"),
    VerdictStatus.ALTERED: N_("Changed"),
    VerdictStatus.FOREIGN: N_("Not a report of TMFCheck"),
    VerdictStatus.DAMAGED: N_("Cannot be read"),
}
"""The verdict in a few words."""

VERDICT_SENTENCES: Mapping[VerdictStatus, str] = {
    VerdictStatus.SIGNED_INTACT: N_(
        "Nothing was changed since the last signature. The data in the file give the same results and the same pages "
        "again."
    ),
    VerdictStatus.INTACT: N_(
        "The file is not signed, but its data are those of the closed assessment in your archive, and its pages are "
        "those they give."
    ),
    VerdictStatus.NOT_PROVEN: N_(
        "The file agrees with itself, but it carries no digital signature and your archive does not confirm it. "
        "Anybody with the program could have made it."
    ),
    VerdictStatus.ALTERED: N_("The file is not what TMFCheck wrote or what was signed. Do not rely on it."),
    VerdictStatus.FOREIGN: N_("The file carries no data of this program, so there is nothing to verify."),
    VerdictStatus.DAMAGED: N_("The file cannot be read, so nothing can be said about it. Ask for another copy."),
}

FINDING_SENTENCES: Mapping[str, str] = {
    "FILE_UNREADABLE": N_("The file cannot be read: {reason}."),
    "FILE_BROKEN": N_("The PDF is cut off or broken."),
    "FILE_LOCKED": N_("The PDF is locked with a password."),
    "NOT_A_PDF": N_("The file is no PDF."),
    "NOT_A_REPORT": N_("The PDF carries no data of TMFCheck and does not call itself its report."),
    "DATA_MISSING": N_("The attached data are missing ({file})."),
    "DATA_UNUSABLE": N_("The attached data are not as this program writes them ({file})."),
    "PACK_NOT_THE_NAMED": N_("The attached method pack is not the one the assessment was made with."),
    "FINGERPRINT_DIFFERS": N_("The fingerprint does not belong to the attached data."),
    "CHAIN_DIFFERS": N_("The file names two different former revisions."),
    "PEN_SIGNATURE_FOR_ANOTHER": N_("A signature drawn on the screen was given for another content."),
    "RESULTS_DIFFER": N_("The results computed anew differ from those in the file: {places}."),
    "STANDING_DIFFERS": N_("The file says both closed and provisional."),
    "PAGES_FOREIGN": N_("The pages hold things this program never prints."),
    "PAGE_COUNT_DIFFERS": N_("The file has {found} pages where its data give {expected}."),
    "PAGES_DIFFER": N_("These pages are not those the data give: {pages}."),
    "MORE_THAN_PAGES_DIFFERS": N_(
        "Something beside the pages was changed: titles, contents list, links or attached files."
    ),
    "PHOTO_CHANGED": N_("A photo in the file is not the one that was printed."),
    "FINGERPRINT_NOT_PRINTED": N_("The fingerprint of the data is not printed on these pages: {pages}."),
    "RESULT_NOT_PRINTED": N_("The result printed at the beginning is not the one the data give."),
    "FILE_CHANGED": N_("Bytes of the file were changed since TMFCheck wrote it."),
    "APPENDED": N_("Something was appended to the file that is no signature."),
    "SEAL_BROKEN": N_("What {name} signed was changed afterwards, or the signature is broken."),
    "SEALS_UNREADABLE": N_("The digital signatures cannot be read."),
    "CHANGED_AFTER_SIGNING": N_("Something was appended after the last signature."),
    "CHANGED_BEFORE_SIGNING": N_("The report had been changed before it was signed."),
    "ARCHIVE_HOLDS_ANOTHER": N_(
        "Your archive holds this assessment closed with another content. This file is not its report."
    ),
    "ARCHIVE_KEPT_NO_FINGERPRINT": N_(
        "Your archive holds this assessment with the same content, but it was closed by version 1, which kept no "
        "fingerprint. So the archive cannot prove that nothing was changed since."
    ),
    "CARRIES_NO_DATA": N_("The report carries no data by intention, so nothing was computed anew."),
    "MADE_BY_ANOTHER_VERSION": N_(
        "The report was made by version {version} or in other surroundings, so its pages could be compared only with "
        "the list it carries itself."
    ),
    "TOO_LONG_TO_REMAKE": N_(
        "Making the report again takes too long; its pages were compared only with the list it carries itself."
    ),
    "NOT_REMADE": N_("The report could not be made again from its data."),
    "STAMP_ELSEWHERE": N_(
        "The visible signature of {name} stands on page {page}, outside the room kept for it; look what it covers."
    ),
}

DISTRUSTS: Mapping[str, str] = {
    "no_roots": N_("not trusted: no certificate was named that vouches for it"),
    "unknown_issuer": N_("not trusted: its issuer is not among the certificates named"),
    "not_valid_then": N_("not trusted: the certificate was not valid at the stated time"),
    "unsuitable": N_("not trusted: the certificate was not issued for signing"),
}


def finding_words(finding: Finding, texts: Texts) -> str:
    """What a finding of the verifier means, in the reader's language."""
    return texts.gettext(FINDING_SENTENCES[finding.code]).format(**finding.data)
