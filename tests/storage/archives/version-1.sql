PRAGMA application_id = 1414350403;
PRAGMA user_version = 1;
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
	PRIMARY KEY (id), 
	CONSTRAINT ck_assessment_closed CHECK ((closed_by IS NULL) = (closed_at IS NULL)), 
	CONSTRAINT fk_assessment_facility_id FOREIGN KEY(facility_id) REFERENCES facility (id), 
	CONSTRAINT fk_assessment_pack_fingerprint FOREIGN KEY(pack_fingerprint) REFERENCES pack (fingerprint)
)
 STRICT

;
INSERT INTO "assessment" VALUES('a1','f1','0000000000000000000000000000000000000000000000000000000000000000','test-pack','1','A','operator','Inspector','2026-06-09T04:00:00.000000+00:00','Head','2026-06-09T04:00:00.000000+00:00',NULL);
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
CREATE TABLE facility (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	country TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	is_sample INTEGER NOT NULL CONSTRAINT ck_facility_is_sample CHECK (is_sample IN (0, 1)), 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "facility" VALUES('f1','Қадамжай','KG','{"altitude_m":{"as_of":"2025-05-01","quality":"from_document","value":1100},"dam_height_m":{"value":12.5},"has_liner":{"value":false},"operator":{"value":"ОсОО «Пример»"},"substance_groups":{"value":["antimony","mercury"]}}','first
second',1);
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
INSERT INTO "history" VALUES(1,'2026-06-09T04:00:00.000000+00:00','Inspector','facility_added','f1',NULL,'f1',NULL,'{"country":"KG","facts":{"altitude_m":{"as_of":"2025-05-01","quality":"from_document","value":1100},"dam_height_m":{"value":12.5},"has_liner":{"value":false},"operator":{"value":"ОсОО «Пример»"},"substance_groups":{"value":["antimony","mercury"]}},"id":"f1","is_sample":true,"name":"Қадамжай","notes":"first\nsecond"}');
INSERT INTO "history" VALUES(2,'2026-06-09T04:00:00.000000+00:00','Inspector','assessment_started','f1','a1','a1',NULL,'{"closed_at":null,"closed_by":null,"facility_id":"f1","id":"a1","pack_edition":"1","pack_fingerprint":"0000000000000000000000000000000000000000000000000000000000000000","pack_id":"test-pack","question":null,"question_group":"A","role":"operator","started_at":"2026-06-09T04:00:00.000000+00:00","started_by":"Inspector"}');
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
CREATE TABLE snapshot (
	assessment_id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (assessment_id), 
	CONSTRAINT fk_snapshot_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id)
)
 STRICT

;
INSERT INTO "snapshot" VALUES('a1','{"facility":{"country":"KG","facts":{"altitude_m":{"as_of":"2025-05-01","quality":"from_document","value":1100},"dam_height_m":{"value":12.5},"has_liner":{"value":false},"operator":{"value":"ОсОО «Пример»"},"substance_groups":{"value":["antimony","mercury"]}},"id":"f1","is_sample":true,"name":"Қадамжай","notes":"first\nsecond"},"results":{"overall":{"level":null,"msr_percent":61.54}}}');
CREATE INDEX history_of_assessment ON history (assessment_id);
CREATE TRIGGER history_keeps_lines BEFORE INSERT ON history WHEN EXISTS (SELECT 1 FROM history WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER pack_keeps_text BEFORE INSERT ON pack WHEN EXISTS (SELECT 1 FROM pack WHERE fingerprint = NEW.fingerprint) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER pack_no_update BEFORE UPDATE ON pack BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER pack_no_delete BEFORE DELETE ON pack BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER snapshot_no_insert BEFORE INSERT ON snapshot WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER assessment_no_insert BEFORE INSERT ON assessment WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER assessment_no_update BEFORE UPDATE ON assessment WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER assessment_no_delete BEFORE DELETE ON assessment WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER answer_no_insert BEFORE INSERT ON answer WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER answer_no_update BEFORE UPDATE ON answer WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER answer_no_delete BEFORE DELETE ON answer WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER decision_no_insert BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
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
 STRICT;
CREATE INDEX edition_move_of_assessment ON edition_move (assessment_id);
CREATE TRIGGER edition_move_no_insert BEFORE INSERT ON edition_move WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'ASSESSMENT_CLOSED'); END;
CREATE TRIGGER edition_move_keeps BEFORE INSERT ON edition_move WHEN EXISTS (SELECT 1 FROM edition_move WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER edition_move_no_update BEFORE UPDATE ON edition_move BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
CREATE TRIGGER edition_move_no_delete BEFORE DELETE ON edition_move BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY'); END;
COMMIT;
