package science.pipeline.dataset.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.event.EventTime;
import tools.jackson.databind.json.JsonMapper;

/**
 * Up to which window listeners have been told of the detectors' alarms; kept beside the commits. Alarms follow from the
 * windows, so this one time is all that a restart has to remember. Between telling and remembering a crash may fall:
 * listeners may hear of an alarm twice, never not at all.
 *
 * @param window start of the window, as on the wire; empty before the first alarm
 */
record AnnouncedUntil(String window) {

    private static final String NAME = "announced.json";
    private static final JsonMapper JSON = new JsonMapper();

    static AnnouncedUntil read(ResultsFolder folder) throws IOException {
        Path file = folder.commits().resolve(NAME);
        return Files.exists(file)
                ? JSON.readValue(Files.readAllBytes(file), AnnouncedUntil.class)
                : new AnnouncedUntil("");
    }

    void write(ResultsFolder folder) throws IOException {
        Durable.replace(folder.commits().resolve(NAME), JSON.writeValueAsBytes(this));
    }

    boolean covers(DetectorAlarm alarm) {
        return window(alarm).compareTo(window) <= 0;
    }

    AnnouncedUntil andUntil(DetectorAlarm alarm) {
        return new AnnouncedUntil(window(alarm));
    }

    /** The same, but not of a window that starts then or later. */
    AnnouncedUntil before(long startMicros) {
        String before = EventTime.format(startMicros - 1);
        return before.compareTo(window) < 0 ? new AnnouncedUntil(before) : this;
    }

    /** The one that raised or cleared it; on the wire, times of the years 1970 to 2100 sort as text. */
    private static String window(DetectorAlarm alarm) {
        return alarm.cleared() == null ? alarm.raised() : alarm.cleared();
    }
}
