"""The sentences of signing and verifying: part of ``messages``, kept apart because they are many."""

from __future__ import annotations

from collections.abc import Mapping

from tmfcheck.i18n import N_

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
        "The last page has room for {count} visible signatures, and all are taken. Sign invisibly; it counts the same."
    ),
    "ROOT_UNREADABLE": N_("{path} holds no certificate (PEM or DER). Nothing was verified with it."),
}
