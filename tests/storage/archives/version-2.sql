PRAGMA application_id = 1414350403;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE answer (
	assessment_id TEXT NOT NULL, 
	question_id TEXT NOT NULL, 
	value TEXT, 
	basis TEXT, 
	reason TEXT, 
	comment TEXT NOT NULL, 
	document TEXT NOT NULL, 
	danger INTEGER NOT NULL CONSTRAINT ck_answer_danger CHECK (danger IN (0, 1)), 
	answered_at TEXT NOT NULL, 
	answered_by TEXT NOT NULL, 
	PRIMARY KEY (assessment_id, question_id), 
	CONSTRAINT fk_answer_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "answer" VALUES('a1','A1.01','no','measured',NULL,'0,4 м','',0,'2026-06-09T04:00:00.000000+00:00','Inspector');
CREATE TABLE assessment (
	id TEXT NOT NULL, 
	facility_id TEXT NOT NULL, 
	pack_fingerprint TEXT NOT NULL, 
	pack_id TEXT NOT NULL, 
	pack_edition TEXT NOT NULL, 
	question_group TEXT NOT NULL, 
	role TEXT NOT NULL CONSTRAINT ck_assessment_role CHECK (role IN ('inspector', 'operator')), 
	started_by TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	closed_by TEXT, 
	closed_at TEXT, 
	question TEXT, 
	revision INTEGER NOT NULL CONSTRAINT ck_assessment_revision CHECK (revision >= 1), 
	revises TEXT, 
	revision_reason TEXT NOT NULL, 
	fingerprint TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_assessment_closed CHECK ((closed_by IS NULL) = (closed_at IS NULL)), 
	CONSTRAINT ck_assessment_revises CHECK ((revises IS NULL) = (revision = 1)), 
	CONSTRAINT ck_assessment_fingerprint CHECK (fingerprint IS NULL OR closed_at IS NOT NULL), 
	CONSTRAINT fk_assessment_facility_id FOREIGN KEY(facility_id) REFERENCES facility (id), 
	CONSTRAINT fk_assessment_pack_fingerprint FOREIGN KEY(pack_fingerprint) REFERENCES pack (fingerprint), 
	CONSTRAINT fk_assessment_revises FOREIGN KEY(revises) REFERENCES assessment (id)
)
 STRICT

;
INSERT INTO "assessment" VALUES('a1','f1','0000000000000000000000000000000000000000000000000000000000000000','test-pack','1','A','operator','Inspector','2026-06-09T04:00:00.000000+00:00','Head','2026-06-09T04:00:00.000000+00:00',NULL,1,NULL,'',NULL);
CREATE TABLE citation (
	assessment_id TEXT NOT NULL, 
	question_id TEXT NOT NULL, 
	document_id TEXT NOT NULL, 
	page TEXT NOT NULL, 
	PRIMARY KEY (assessment_id, question_id, document_id), 
	CONSTRAINT fk_citation_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT fk_citation_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
 WITHOUT ROWID,
 STRICT

;
CREATE TABLE content (
	sha256 TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	media_type TEXT NOT NULL, 
	PRIMARY KEY (sha256)
)
 STRICT

;
CREATE TABLE content_part (
	sha256 TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	bytes BLOB NOT NULL, 
	PRIMARY KEY (sha256, number)
)
 STRICT

;
CREATE TABLE decision (
	assessment_id TEXT NOT NULL, 
	measure_id TEXT NOT NULL, 
	decision TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	term TEXT, 
	term_reason TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	due_on TEXT, 
	cost TEXT NOT NULL, 
	own_title TEXT NOT NULL, 
	own_text TEXT NOT NULL, 
	PRIMARY KEY (assessment_id, measure_id), 
	CONSTRAINT fk_decision_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "decision" VALUES('a1','M-DAM-01','accepted','','long','tender','Operator','2027-03-31','5 000 €','','');
CREATE TABLE document (
	id TEXT NOT NULL, 
	assessment_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	number TEXT NOT NULL, 
	issued_on TEXT, 
	valid_to TEXT, 
	seen_as TEXT NOT NULL CONSTRAINT ck_document_seen_as CHECK (seen_as IN ('paper', 'file', 'not_shown')), 
	note TEXT NOT NULL, 
	sha256 TEXT, 
	file_name TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_document_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT fk_document_sha256 FOREIGN KEY(sha256) REFERENCES content (sha256)
)
 STRICT

;
CREATE TABLE edition_move (
	number INTEGER NOT NULL, 
	assessment_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	from_edition TEXT NOT NULL, 
	from_fingerprint TEXT NOT NULL, 
	to_edition TEXT NOT NULL, 
	to_fingerprint TEXT NOT NULL, 
	left_answers TEXT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT fk_edition_move_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT fk_edition_move_from_fingerprint FOREIGN KEY(from_fingerprint) REFERENCES pack (fingerprint), 
	CONSTRAINT fk_edition_move_to_fingerprint FOREIGN KEY(to_fingerprint) REFERENCES pack (fingerprint)
)
 STRICT

;
CREATE TABLE evidence (
	id TEXT NOT NULL, 
	assessment_id TEXT NOT NULL, 
	question_id TEXT, 
	kind TEXT NOT NULL CONSTRAINT ck_evidence_kind CHECK (kind IN ('photo', 'file', 'plan')), 
	sha256 TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	caption TEXT NOT NULL, 
	taken_at TEXT, 
	latitude REAL, 
	longitude REAL, 
	direction_deg REAL, 
	rotation INTEGER NOT NULL CONSTRAINT ck_evidence_rotation CHECK (rotation IN (0, 90, 180, 270)), 
	position INTEGER NOT NULL, 
	annotations TEXT NOT NULL, 
	pin TEXT, 
	added_at TEXT NOT NULL, 
	added_by TEXT NOT NULL, 
	removed_at TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_evidence_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT fk_evidence_sha256 FOREIGN KEY(sha256) REFERENCES content (sha256)
)
 STRICT

;
CREATE TABLE explanation (
	assessment_id TEXT NOT NULL, 
	code TEXT NOT NULL, 
	text TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at TEXT NOT NULL, 
	covers TEXT NOT NULL, 
	PRIMARY KEY (assessment_id, code), 
	CONSTRAINT fk_explanation_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id)
)
 WITHOUT ROWID,
 STRICT

;
CREATE TABLE facility (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	country TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	is_sample INTEGER NOT NULL CONSTRAINT ck_facility_is_sample CHECK (is_sample IN (0, 1)), 
	dams TEXT NOT NULL, 
	papers TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "facility" VALUES('f1','Қадамжай','KG','{"altitude_m":{"as_of":"2025-05-01","quality":"from_document","value":1100},"dam_height_m":{"value":12.5},"has_liner":{"value":false},"operator":{"value":"ОсОО «Пример»"},"substance_groups":{"value":["antimony","mercury"]}}','first
second',1,'[]','[]');
CREATE TABLE history (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	facility_id TEXT, 
	assessment_id TEXT, 
	subject TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	PRIMARY KEY (number)
)
 STRICT

;
INSERT INTO "history" VALUES(1,'2026-06-09T04:00:00.000000+00:00','Inspector','facility_added','f1',NULL,'f1',NULL,'{"country":"KG","dams":[],"facts":{"altitude_m":{"as_of":"2025-05-01","quality":"from_document","value":1100},"dam_height_m":{"value":12.5},"has_liner":{"value":false},"operator":{"value":"ОсОО «Пример»"},"substance_groups":{"value":["antimony","mercury"]}},"id":"f1","is_sample":true,"name":"Қадамжай","notes":"first\nsecond","papers":[]}');
INSERT INTO "history" VALUES(2,'2026-06-09T04:00:00.000000+00:00','Inspector','assessment_started','f1','a1','a1',NULL,'{"closed_at":null,"closed_by":null,"facility_id":"f1","fingerprint":null,"id":"a1","pack_edition":"1","pack_fingerprint":"0000000000000000000000000000000000000000000000000000000000000000","pack_id":"test-pack","question":null,"question_group":"A","revises":null,"revision":1,"revision_reason":"","role":"operator","started_at":"2026-06-09T04:00:00.000000+00:00","started_by":"Inspector"}');
INSERT INTO "history" VALUES(3,'2026-06-09T04:00:00.000000+00:00','Inspector','answer_given',NULL,'a1','A1.01',NULL,'{"basis":"measured","comment":"0,4 м","danger":false,"document":"","reason":null,"value":"no"}');
INSERT INTO "history" VALUES(4,'2026-06-09T04:00:00.000000+00:00','Inspector','measure_decided',NULL,'a1','M-DAM-01',NULL,'{"cost":"5 000 €","decision":"accepted","due_on":"2027-03-31","own_text":"","own_title":"","owner":"Operator","reason":"","term":"long","term_reason":"tender"}');
INSERT INTO "history" VALUES(5,'2026-06-09T04:00:00.000000+00:00','Head','assessment_closed','f1','a1','a1',NULL,'{"closed_at":"2026-06-09T04:00:00.000000+00:00","closed_by":"Head"}');
CREATE TABLE pack (
	fingerprint TEXT NOT NULL, 
	document BLOB NOT NULL, 
	PRIMARY KEY (fingerprint)
)
 STRICT

;
INSERT INTO "pack" VALUES('0000000000000000000000000000000000000000000000000000000000000000',X'7B226964223A22746573742D7061636B227D');
CREATE TABLE rendition (
	sha256 TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	bytes BLOB NOT NULL, 
	PRIMARY KEY (sha256, kind), 
	CONSTRAINT fk_rendition_sha256 FOREIGN KEY(sha256) REFERENCES content (sha256)
)
 STRICT

;
CREATE TABLE saved_view (
	name TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (name)
)
 STRICT

;
CREATE TABLE signature (
	id TEXT NOT NULL, 
	assessment_id TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	role TEXT NOT NULL, 
	name TEXT NOT NULL, 
	function TEXT NOT NULL, 
	kind TEXT NOT NULL CONSTRAINT ck_signature_kind CHECK (kind IN ('drawn', 'refused')), 
	signed_at TEXT NOT NULL, 
	strokes TEXT NOT NULL, 
	remarks TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_signature_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id)
)
 STRICT

;
CREATE TABLE signed_page (
	id TEXT NOT NULL, 
	assessment_id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	added_at TEXT NOT NULL, 
	added_by TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT fk_signed_page_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT fk_signed_page_sha256 FOREIGN KEY(sha256) REFERENCES content (sha256)
)
 STRICT

;
CREATE TABLE snapshot (
	assessment_id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (assessment_id), 
	CONSTRAINT fk_snapshot_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id)
)
 STRICT

;
INSERT INTO "snapshot" VALUES('a1','{"facility":{"country":"KG","dams":[],"facts":{"altitude_m":{"as_of":"2025-05-01","quality":"from_document","value":1100},"dam_height_m":{"value":12.5},"has_liner":{"value":false},"operator":{"value":"ОсОО «Пример»"},"substance_groups":{"value":["antimony","mercury"]}},"id":"f1","is_sample":true,"name":"Қадамжай","notes":"first\nsecond","papers":[]},"results":{"overall":{"level":null,"msr_percent":61.54}}}');
CREATE TABLE visit (
	assessment_id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (assessment_id), 
	CONSTRAINT fk_visit_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id)
)
 STRICT

;
CREATE INDEX history_of_assessment ON history (assessment_id);
CREATE UNIQUE INDEX assessment_revises ON assessment (revises);
CREATE INDEX edition_move_of_assessment ON edition_move (assessment_id);
CREATE INDEX evidence_of_assessment ON evidence (assessment_id);
CREATE INDEX evidence_of_content ON evidence (sha256);
CREATE INDEX document_of_assessment ON document (assessment_id);
CREATE INDEX signature_of_assessment ON signature (assessment_id);
CREATE INDEX signed_page_of_assessment ON signed_page (assessment_id);
CREATE TRIGGER history_keeps_lines BEFORE INSERT ON history WHEN EXISTS (SELECT 1 FROM history WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER pack_keeps_text BEFORE INSERT ON pack WHEN EXISTS (SELECT 1 FROM pack WHERE fingerprint = NEW.fingerprint OR rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER pack_no_update BEFORE UPDATE ON pack BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER pack_no_delete BEFORE DELETE ON pack BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER snapshot_no_insert BEFORE INSERT ON snapshot WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM snapshot WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER edition_move_no_insert BEFORE INSERT ON edition_move WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER edition_move_keeps BEFORE INSERT ON edition_move WHEN EXISTS (SELECT 1 FROM edition_move WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER edition_move_no_update BEFORE UPDATE ON edition_move BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER edition_move_no_delete BEFORE DELETE ON edition_move BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER assessment_no_insert BEFORE INSERT ON assessment WHEN EXISTS (SELECT 1 FROM assessment WHERE closed_at IS NOT NULL AND (id = NEW.id OR revises = NEW.revises OR rowid = NEW.rowid)) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER assessment_no_update BEFORE UPDATE ON assessment WHEN OLD.closed_at IS NOT NULL OR EXISTS (SELECT 1 FROM assessment WHERE closed_at IS NOT NULL AND (id = NEW.id OR revises = NEW.revises OR rowid = NEW.rowid)) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER assessment_no_delete BEFORE DELETE ON assessment WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER content_keeps BEFORE INSERT ON content WHEN EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256 OR rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER content_no_update BEFORE UPDATE ON content BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER content_no_delete BEFORE DELETE ON content WHEN EXISTS (SELECT 1 FROM evidence JOIN assessment ON assessment.id = evidence.assessment_id WHERE evidence.sha256 = OLD.sha256 AND assessment.closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM document JOIN assessment ON assessment.id = document.assessment_id WHERE document.sha256 = OLD.sha256 AND assessment.closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM signed_page JOIN assessment ON assessment.id = signed_page.assessment_id WHERE signed_page.sha256 = OLD.sha256 AND assessment.closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER content_part_keeps BEFORE INSERT ON content_part WHEN EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256) OR EXISTS (SELECT 1 FROM content_part WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER content_part_no_update BEFORE UPDATE ON content_part BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER content_part_no_delete BEFORE DELETE ON content_part WHEN EXISTS (SELECT 1 FROM evidence JOIN assessment ON assessment.id = evidence.assessment_id WHERE evidence.sha256 = OLD.sha256 AND assessment.closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM document JOIN assessment ON assessment.id = document.assessment_id WHERE document.sha256 = OLD.sha256 AND assessment.closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM signed_page JOIN assessment ON assessment.id = signed_page.assessment_id WHERE signed_page.sha256 = OLD.sha256 AND assessment.closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER rendition_keeps BEFORE INSERT ON rendition WHEN EXISTS (SELECT 1 FROM rendition WHERE (sha256 = NEW.sha256 AND kind = NEW.kind) OR rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER rendition_no_update BEFORE UPDATE ON rendition BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER rendition_no_delete BEFORE DELETE ON rendition WHEN EXISTS (SELECT 1 FROM evidence JOIN assessment ON assessment.id = evidence.assessment_id WHERE evidence.sha256 = OLD.sha256 AND assessment.closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM document JOIN assessment ON assessment.id = document.assessment_id WHERE document.sha256 = OLD.sha256 AND assessment.closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM signed_page JOIN assessment ON assessment.id = signed_page.assessment_id WHERE signed_page.sha256 = OLD.sha256 AND assessment.closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER signature_no_insert BEFORE INSERT ON signature WHEN NOT EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_OPEN'); END;
CREATE TRIGGER signature_keeps BEFORE INSERT ON signature WHEN EXISTS (SELECT 1 FROM signature WHERE id = NEW.id OR rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER signed_page_no_insert BEFORE INSERT ON signed_page WHEN NOT EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_OPEN'); END;
CREATE TRIGGER signed_page_no_update BEFORE UPDATE ON signed_page BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER answer_no_insert BEFORE INSERT ON answer WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER answer_no_update BEFORE UPDATE ON answer WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER answer_no_delete BEFORE DELETE ON answer WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER decision_no_insert BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER evidence_no_insert BEFORE INSERT ON evidence WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM evidence AS other JOIN assessment ON assessment.id = other.assessment_id WHERE assessment.closed_at IS NOT NULL AND (other.id = NEW.id OR other.rowid = NEW.rowid)) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM evidence AS other JOIN assessment ON assessment.id = other.assessment_id WHERE assessment.closed_at IS NOT NULL AND (other.id = NEW.id OR other.rowid = NEW.rowid)) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER document_no_insert BEFORE INSERT ON document WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM document AS other JOIN assessment ON assessment.id = other.assessment_id WHERE assessment.closed_at IS NOT NULL AND (other.id = NEW.id OR other.rowid = NEW.rowid)) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM document AS other JOIN assessment ON assessment.id = other.assessment_id WHERE assessment.closed_at IS NOT NULL AND (other.id = NEW.id OR other.rowid = NEW.rowid)) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER citation_no_insert BEFORE INSERT ON citation WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER citation_no_update BEFORE UPDATE ON citation WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER citation_no_delete BEFORE DELETE ON citation WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER visit_no_insert BEFORE INSERT ON visit WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM visit AS other JOIN assessment ON assessment.id = other.assessment_id WHERE assessment.closed_at IS NOT NULL AND (other.rowid = NEW.rowid)) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER visit_no_update BEFORE UPDATE ON visit WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM visit AS other JOIN assessment ON assessment.id = other.assessment_id WHERE assessment.closed_at IS NOT NULL AND (other.rowid = NEW.rowid)) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER visit_no_delete BEFORE DELETE ON visit WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER explanation_no_insert BEFORE INSERT ON explanation WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER explanation_no_update BEFORE UPDATE ON explanation WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER explanation_no_delete BEFORE DELETE ON explanation WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
COMMIT;
