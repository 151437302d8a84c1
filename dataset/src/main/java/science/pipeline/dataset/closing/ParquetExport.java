package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Format;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * Turns an ordered CSV file into Parquet, row for row. One thread, because two would write other bytes from run to run;
 * named types, because guessed ones change with the data.
 */
final class ParquetExport {

    /** What DuckDB reads without being told, bytes. */
    private static final long USUAL_LINE = 2_000_000;

    private ParquetExport() {}

    static void write(Schema schema, Path csv, Path parquet, Path scratch) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            configure(statement);
            statement.execute("SET temp_directory = " + quoted(scratch));
            statement.execute("COPY (SELECT * FROM " + reading(schema, csv) + ") TO " + quoted(parquet)
                    + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException | LinkageError failed) {
            throw new IOException(
                    "DuckDB could not write " + parquet.getFileName() + " (" + failed
                            + "); --analytics.final-formats=csv goes without Parquet, -Djava.io.tmpdir=… unpacks DuckDB's"
                            + " library elsewhere",
                    failed);
        }
    }

    static void configure(Statement statement) throws SQLException {
        statement.execute("SET threads = 1");
        statement.execute("SET memory_limit = '512MB'");
        statement.execute("SET preserve_insertion_order = true");
    }

    /** Reads our own CSV. */
    static String reading(Schema schema, Path csv) {
        return "read_csv(" + quoted(csv) + ", header = true, auto_detect = false, delim = ',', quote = '\"',"
                + " force_not_null = ['reasons']" + lineSize(schema) + ", columns = " + columns(schema) + ")";
    }

    /** A list may fill its record, of which Avro's bytes are shorter than a file's text. */
    private static String lineSize(Schema schema) {
        // What is no Avro is no longer there than in its record.
        int longest = schema.form().format() == Format.AVRO
                ? schema.longestRow()
                : 2 * schema.form().limit();
        return schema.hasLists() && longest > USUAL_LINE
                ? ", max_line_size = " + longest + ", buffer_size = " + 2L * longest
                : "";
    }

    /** What each column holds; names hold no quotes. */
    private static String columns(Schema schema) {
        Map<String, String> types = new LinkedHashMap<>();
        schema.fields().forEach(field -> types.put(field.name(), type(field.type())));
        types.put("flagged", "BOOLEAN");
        types.put("score", "DOUBLE");
        types.put("reasons", "VARCHAR");
        types.put("kafka_partition", "INTEGER");
        types.put("kafka_offset", "BIGINT");
        if (schema.hasIndex()) {
            types.put(Schema.INDEX, "INTEGER");
        }
        if (!schema.has(Role.TIME)) {
            types.put(Schema.RECORD_TIME, "TIMESTAMP");
        }
        return types.entrySet().stream()
                .map(column -> "'" + column.getKey() + "': '" + column.getValue() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String type(FieldType type) {
        return switch (type) {
            case INTEGER -> "BIGINT";
            case NUMBER -> "DOUBLE";
            case NAME, TEXT -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case TIME -> "TIMESTAMP";
            case NUMBERS -> "DOUBLE[]";
        };
    }

    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
