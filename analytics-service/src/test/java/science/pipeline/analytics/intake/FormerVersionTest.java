package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;

/**
 * A folder that a former version wrote: that of commit 5db2fd3, which read 600 events and two records that are none
 * from two partitions, with a selection, a histogram and windows of a second, and was killed with its files open. Of
 * its commits the two newest of each partition are kept.
 */
class FormerVersionTest {

    private static final String FOLDER = "written-by-5db2fd3.zip";
    private static final int PARTITIONS = 2;
    private static final long REJECTS = 2;
    private static final long END = 400;

    @TempDir
    Path root;

    @Test
    void itsDatasetIsVerifiedTakenOverAndGoneOnWith() throws Exception {
        unpack();
        ResultsFolder folder = ResultsFolder.open(root);
        assertThat(Verification.of(folder).faults()).isEmpty();
        assertThat(folder.ledger().received()).isEqualTo(602);
        Source source = folder.identity().source();

        for (int partition = 0; partition < PARTITIONS; partition++) {
            try (Reading reading = new Reading(folder, source, PARTITIONS, partition, END).begin()) {
                reading.commitUpTo(END);
                // What the layers had learnt is not lost.
                assertThat(reading.status().layers())
                        .extracting(LayerStatus::eventsSeen)
                        .contains(END - (partition == 0 ? REJECTS : 0));
                reading.leave();
                assertThat(reading.refusals).isEmpty();
            }
        }

        assertThat(Verification.of(folder).faults()).isEmpty();
        assertThat(folder.ledger().received()).isEqualTo(PARTITIONS * END);
        assertThat(folder.ledger().rejected().total()).isEqualTo(REJECTS);
    }

    private void unpack() throws IOException {
        try (InputStream packed = FormerVersionTest.class.getResourceAsStream(FOLDER);
                ZipInputStream files = new ZipInputStream(packed)) {
            for (ZipEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                Path file = root.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(files, file);
                }
            }
        }
    }
}
