package science.pipeline.dataset.closing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.schema.Schema;

/**
 * Compares a Parquet file with the CSV file that it was made from, value by value, as DuckDB reads both: another
 * version of DuckDB writes other bytes. Both are read as streams, side by side.
 */
final class ParquetCheck {

    private ParquetCheck() {}

    static void run(Schema schema, Path csv, Path parquet, FaultList faults) {
        String name = String.valueOf(parquet.getFileName());
        try {
            NativeLibraries.check(List.of(FinalFormat.values()));
        } catch (Refusal missing) {
            faults.note(name, "was not compared with the CSV file (" + missing.getMessage() + ")");
            return;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            ParquetExport.configure(statement);
            String left = "(SELECT * FROM " + ParquetExport.reading(schema, csv) + ")";
            String right = "(SELECT * FROM read_parquet(" + ParquetExport.quoted(parquet) + "))";
            if (!columns(statement, left).equals(columns(statement, right))) {
                faults.add(name, "its columns are not those of the CSV file");
                return;
            }
            long different = number(
                    statement,
                    "SELECT count(*) FROM " + left + " csv POSITIONAL JOIN " + right
                            + " parquet WHERE csv IS DISTINCT FROM parquet");
            if (different > 0) {
                faults.add(name, different + " rows are not as in the CSV file, or missing, or too many");
            }
        } catch (SQLException unreadable) {
            faults.add(name, "cannot be compared with the CSV file (" + unreadable.getMessage() + ")");
        } catch (LinkageError missing) {
            faults.note(name, "was not compared with the CSV file (" + missing + ")");
        }
    }

    private static String columns(Statement statement, String rows) throws SQLException {
        StringBuilder columns = new StringBuilder();
        try (ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + rows)) {
            while (described.next()) {
                columns.append(described.getString(1))
                        .append(' ')
                        .append(described.getString(2))
                        .append('\n');
            }
        }
        return columns.toString();
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
