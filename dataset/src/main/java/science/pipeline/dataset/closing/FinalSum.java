package science.pipeline.dataset.closing;

import java.security.MessageDigest;
import java.util.HexFormat;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.rows.EventColumns;

/** What a final CSV file has to be: the header once, then the parts in order. Fed while the parts are read. */
final class FinalSum {

    private final MessageDigest sha256 = Durable.sha256();
    private long bytes;
    private long rows;

    FinalSum(EventColumns columns) {
        byte[] header = columns.header();
        add(header, header.length);
    }

    /** A row of the dataset's columns, with its line end. */
    void addRow(byte[] row, int length) {
        add(row, length);
        rows++;
    }

    private void add(byte[] from, int length) {
        sha256.update(from, 0, length);
        bytes += length;
    }

    /** To be asked once, in the end. */
    Manifest.FinalFile file(String name) {
        return new Manifest.FinalFile(name, rows, bytes, HexFormat.of().formatHex(sha256.digest()));
    }
}
