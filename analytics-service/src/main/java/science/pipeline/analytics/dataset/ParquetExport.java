package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Turns an ordered CSV file into Parquet, row for row. One thread, because two would write other bytes from run to run;
 * named types, because guessed ones change with the data.
 */
final class ParquetExport {

    private static final String COLUMNS = """
            {'event_id': 'BIGINT', 'timestamp': 'TIMESTAMP', 'particle_type': 'VARCHAR', 'energy_gev': 'DOUBLE', \
            'momentum_x': 'DOUBLE', 'momentum_y': 'DOUBLE', 'momentum_z': 'DOUBLE', 'detector_id': 'VARCHAR', \
            'is_anomaly': 'BOOLEAN', 'flagged': 'BOOLEAN', 'score': 'DOUBLE', 'reasons': 'VARCHAR', \
            'kafka_partition': 'INTEGER', 'kafka_offset': 'BIGINT'}""";

    private ParquetExport() {}

    static void write(Path csv, Path parquet, Path scratch) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            configure(statement);
            statement.execute("SET temp_directory = " + quoted(scratch));
            statement.execute("COPY (SELECT * FROM " + reading(csv) + ") TO " + quoted(parquet)
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
    static String reading(Path csv) {
        return "read_csv(" + quoted(csv) + ", header = true, auto_detect = false, delim = ',', quote = '\"',"
                + " force_not_null = ['reasons'], columns = " + COLUMNS + ")";
    }

    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
