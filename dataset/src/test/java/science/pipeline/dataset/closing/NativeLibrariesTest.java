package science.pipeline.dataset.closing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.sink.Refusal;

/** What the end needs is missed at the start, and the message names both ways out. */
class NativeLibrariesTest {

    private static final List<FinalFormat> BOTH = List.of(FinalFormat.CSV, FinalFormat.PARQUET);
    private static final List<FinalFormat> CSV = List.of(FinalFormat.CSV);

    @TempDir
    Path folder;

    @Test
    void onThisMachineBothFormatsCanBeWritten() {
        assertThatCode(() -> NativeLibraries.check(BOTH)).doesNotThrowAnyException();
    }

    @Test
    void aTemporaryFolderThatIsNotThereIsRefusedUnlessParquetIsNotWanted() throws Exception {
        Path absent = folder.resolve("absent");
        assertThatThrownBy(() -> NativeLibraries.check(BOTH, absent, library()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("java.io.tmpdir=" + absent)
                .hasMessageContaining("analytics.final-formats=csv");
        assertThatCode(() -> NativeLibraries.check(CSV, absent, library())).doesNotThrowAnyException();
    }

    @Test
    void aMachineWithoutALibraryIsRefusedUnlessParquetIsNotWanted() {
        assertThatThrownBy(() -> NativeLibraries.check(BOTH, folder, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no DuckDB library for ")
                .hasMessageContaining("analytics.final-formats=csv");
        assertThatCode(() -> NativeLibraries.check(CSV, folder, null)).doesNotThrowAnyException();
    }

    @Test
    void parquetAloneIsRefused() {
        assertThatThrownBy(() -> NativeLibraries.check(List.of(FinalFormat.PARQUET), folder, library()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("found [parquet], expected csv, or csv,parquet");
    }

    private URL library() throws Exception {
        URI library = Files.write(folder.resolve("library.so"), new byte[1000]).toUri();
        return library.toURL();
    }
}
