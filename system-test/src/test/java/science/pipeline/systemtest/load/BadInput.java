package science.pipeline.systemtest.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents that the input policy rejects, every kind of it, and unusual ones that it accepts, made from a good one.
 */
final class BadInput {

    private final String good;
    private final List<Document> documents = new ArrayList<>();

    private BadInput(String good) {
        this.good = good;
    }

    /** @param good a document as {@link Documents} writes it */
    static List<Document> from(String good) {
        BadInput input = new BadInput(good);
        input.records();
        input.structures();
        input.fields();
        input.values();
        input.limits();
        input.unusualButGood();
        return input.documents;
    }

    private void records() {
        documents.add(new Document(null, "tombstone"));
        add("empty", "");
        add("empty", " \n");
        add("not_json", "event 1");
        add("truncated", good.substring(0, good.length() - 1));
        add("truncated", good.substring(0, good.length() / 2));
        add("trailing_bytes", good + "{}");
        documents.add(new Document(replaced("muon", "µon").getBytes(StandardCharsets.ISO_8859_1), "not_utf8"));
    }

    private void structures() {
        add("not_an_object", "[" + good + "]");
        add("not_an_object", "17");
        add("duplicate_key", extra("0,\"extra\":1"));
        add("duplicate_key", replaced("\"particle_type\"", "\"event_id\":7,\"particle_type\""));
        add("missing_field", "{}");
        add("missing_field", replaced(",\"is_anomaly\":false", ""));
        add("null_field", replaced("\"muon\"", "null"));
    }

    private void fields() {
        add("wrong_type", replaced("\"muon\"", "13"));
        add("wrong_type", replaced("false", "\"false\""));
        add("wrong_type", number("\"2.5\""));
        add("invalid_event_id", replaced(",\"timestamp\"", ".0,\"timestamp\""));
        add("invalid_event_id", replaced("\"event_id\":", "\"event_id\":9223372036854775808"));
        add("invalid_event_id", replaced("\"event_id\":", "\"event_id\":-9223372036854775809"));
        add("invalid_name", replaced("muon", "=HYPERLINK(1)"));
        add("invalid_name", replaced("muon", "../muon"));
        add("invalid_name", replaced("muon", "<script>"));
    }

    private void values() {
        add("not_finite", number("NaN"));
        add("not_finite", number("1e400"));
        add("out_of_range", number("1000000000.1"));
        add("negative_energy", number("-2.5"));
        add("invalid_timestamp", time("2026-01-16t10:23:45"));
        add("invalid_timestamp", time("2026-01-16T10:23:45+24:00"));
        add("invalid_timestamp", time("2026-01-16T10:23:45.1234567890"));
        add("invalid_timestamp", time("2026-02-29T10:23:45"));
        add("invalid_timestamp", time("1969-12-31T23:59:59"));
    }

    private void limits() {
        add("document_too_large", good + " ".repeat(64 * 1024));
        add("document_too_large", good + " ".repeat(600 * 1024));
        add("too_deep", extra("[".repeat(8) + "]".repeat(8)));
        add("string_too_long", extra("\"" + "x".repeat(1025) + "\""));
        add("number_too_long", extra("1" + "0".repeat(40)));
    }

    private void unusualButGood() {
        add(Document.ACCEPTED, "\uFEFF" + good);
        add(Document.ACCEPTED, " \r\n\t" + good + "\n");
        add(Document.ACCEPTED, extra("[1,{\"a\":null},\"ümlaut\"]"));
        add(Document.ACCEPTED, number("1e-999999999999"));
        add(Document.ACCEPTED, number("-0.0"));
        add(Document.ACCEPTED, number("2.50E+0"));
        add(Document.ACCEPTED, replaced("muon", "m\\u0075on"));
        add(Document.ACCEPTED, replaced("muon", "K0_S"));
        add(Document.ACCEPTED, time("2026-01-16T10:23:45Z"));
        add(Document.ACCEPTED, time("2026-01-16 10:23:45"));
        add(Document.ACCEPTED, time("2026-01-16T00:23:45+0130"));
        add(Document.ACCEPTED, time("2026-01-16T10:23:45.123456789-05:30"));
        add(Document.ACCEPTED, replaced("\"event_id\":", "\"event_id\":-"));
        add(Document.ACCEPTED, time("1970-01-01T00:00:00"));
        add(Document.ACCEPTED, time("2100-12-31T23:59:59.999999"));
    }

    private void add(String expected, String text) {
        documents.add(new Document(text.getBytes(StandardCharsets.UTF_8), expected));
    }

    private String replaced(String original, String replacement) {
        return good.replace(original, replacement);
    }

    private String number(String text) {
        return good.replaceFirst("\"energy_gev\":[^,]+", "\"energy_gev\":" + text);
    }

    private String time(String text) {
        return good.replaceFirst("\"timestamp\":\"[^\"]+", "\"timestamp\":\"" + text);
    }

    private String extra(String value) {
        return replaced("\"is_anomaly\"", "\"extra\":" + value + ",\"is_anomaly\"");
    }
}
