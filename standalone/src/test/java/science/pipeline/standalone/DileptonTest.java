package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The profile {@code cms-dilepton} in the one-command run: both services obey it, and the Z boson shows. */
class DileptonTest {

    private static final String HEADER = "Run,Event,Type1,E1,px1,py1,pz1,Type2,E2,px2,py2,pz2,M\n";

    @TempDir
    private Path folder;

    /** Massless muons back to back across the beam: the mass of a pair is the sum of the energies. */
    @Test
    void thePairsOfASmallTableStandInTheirBins() throws Exception {
        Path table = folder.resolve("pairs.csv");
        Files.writeString(
                table,
                HEADER
                        + "1,500,G,45.6,45.6,0,0,T,45.6,-45.6,0,0,91.2\n"
                        + "1,3000000001,G,45.55,0,45.55,0,T,45.55,0,-45.55,0,91.1\n"
                        + "1,502,G,20,20,0,0,T,20,-20,0,0,40\n"
                        + "1,503,G,65,0,65,0,T,65,0,-65,0,130\n");

        JsonNode manifest = replayed(table);

        assertThat(manifest.path("ledger").path("accepted").asLong()).isEqualTo(8);
        JsonNode histogram = manifest.path("histograms").path(0);
        assertThat(histogram.path("name").asString()).isEqualTo("dimuon_mass");
        assertThat(histogram.path("underflow").asLong()).isEqualTo(1);
        assertThat(histogram.path("overflow").asLong()).isEqualTo(1);
        assertThat(counts(histogram).get(62)).isEqualTo(2);
        assertThat(counts(histogram).stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
    }

    /** Of the recorded table's 10,851 pairs, all from 60 to 120 GeV, 777 lie in the fullest half GeV, the Z boson's. */
    @Test
    void theRecordedMuonPairsShowTheZBoson() throws Exception {
        String data = System.getProperty("pipeline.data.cms", "");
        Path table = Path.of(data, "Zmumu_Run2011A_masses.csv");
        Assumptions.assumeTrue(
                !data.isEmpty() && Files.exists(table), "needs -Dpipeline.data.cms=FOLDER with " + table.getFileName());

        JsonNode histogram = replayed(table).path("histograms").path(0);

        List<Long> counts = counts(histogram);
        int fullest = IntStream.range(0, counts.size())
                .reduce((a, b) -> counts.get(b) > counts.get(a) ? b : a)
                .orElseThrow();
        assertThat(histogram.path("edges").path(fullest).asDouble()).isEqualTo(91.0);
        assertThat(histogram.path("edges").path(fullest + 1).asDouble()).isEqualTo(91.5);
        assertThat(counts.get(fullest)).isEqualTo(777);
        assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(10_851);
        assertThat(histogram.path("unpaired").asLong()).isZero();
    }

    private static List<Long> counts(JsonNode histogram) {
        return histogram.path("counts").valueStream().map(JsonNode::asLong).toList();
    }

    private JsonNode replayed(Path table) throws Exception {
        int exitCode =
                BoundedRun.in(folder, "--spring.profiles.active=cms-dilepton", "--producer.replay.file=" + table);
        assertThat(exitCode).isZero();
        return new JsonMapper().readTree(Files.readAllBytes(folder.resolve("results/manifest.json")));
    }
}
