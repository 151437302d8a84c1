package science.pipeline.dataset.windows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analysis.watch.DetectorWatch;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the watch over the detectors had come to at a moment, so that a start does not judge months of windows again;
 * kept beside the commits, in {@code .commits/watch.json}. Without it, or where it does not fit, the watch begins anew.
 *
 * @param places by partition: windows that stand before were judged, or passed over
 * @param judgedUntil start of the latest one
 * @param recent the latest alarms, the newest first; listeners know them all
 * @param state of the {@link DetectorWatch}
 * @param crc32c of the state
 */
record KeptWatch(
        Map<Integer, WindowPlace> places, long judgedUntil, List<DetectorAlarm> recent, byte[] state, String crc32c) {

    private static final JsonMapper JSON = new JsonMapper();

    static KeptWatch of(
            Map<Integer, WindowPlace> places, long judgedUntil, List<DetectorAlarm> recent, DetectorWatch watch)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        watch.save(new DataOutputStream(bytes));
        byte[] state = bytes.toByteArray();
        return new KeptWatch(places, judgedUntil, recent, state, Durable.crc32c(state, 0, state.length));
    }

    /** Empty also where it cannot be understood. */
    static Optional<KeptWatch> read(ResultsFolder folder) throws IOException {
        try {
            KeptWatch kept = JSON.readValue(Files.readAllBytes(file(folder)), KeptWatch.class);
            return Optional.of(kept).filter(KeptWatch::isWhole);
        } catch (NoSuchFileException | JacksonException none) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        return Durable.crc32c(state, 0, state.length).equals(crc32c);
    }

    /** Empty where another version or another configuration has kept it. */
    Optional<DetectorWatch> watch(WatchConfiguration configuration, DetectorWatch.Listener listener)
            throws IOException {
        return DetectorWatch.load(new DataInputStream(new ByteArrayInputStream(state)), configuration, listener);
    }

    void write(ResultsFolder folder) throws IOException {
        Durable.replace(file(folder), JSON.writeValueAsBytes(this));
    }

    private static Path file(ResultsFolder folder) {
        return folder.commits().resolve("watch.json");
    }
}
