package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import science.pipeline.event.SchemaEvent;
import science.pipeline.schema.Schema;

/** Writes an event as a line of CSV without its end, what is absent as an empty cell. */
final class CsvWriter {

    private final EventTexts texts;
    private final List<String> columns;
    private final char separator;

    CsvWriter(Schema schema) {
        texts = new EventTexts(schema);
        columns = CsvStructure.columns(schema);
        separator = schema.form().separator();
    }

    byte[] write(SchemaEvent event) {
        StringJoiner line = new StringJoiner(Character.toString(separator));
        for (String column : columns) {
            String text = texts.at(column, event);
            line.add(text == null ? "" : cell(text));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String cell(String text) {
        boolean isPlain = !text.isEmpty()
                && text.indexOf(separator) < 0
                && text.indexOf('"') < 0
                && text.strip().equals(text);
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
