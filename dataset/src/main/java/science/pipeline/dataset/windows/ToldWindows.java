package science.pipeline.dataset.windows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which files of statistics listeners have not been told of yet. The files themselves are what is to be told, so one
 * name is all that has to be remembered, {@code .commits/told.json}: from that one on, in the order of time, listeners
 * may not know them. It is never later than the truth; after a crash some are told again, none is left out. Any thread.
 */
public final class ToldWindows {

    private static final String PREFIX = "statistics_";
    private static final String SUFFIX = ".json";

    /** Behind every name that begins like the one before it. */
    private static final String BEHIND = "~";

    private static final JsonMapper JSON = new JsonMapper();

    private final ResultsFolder folder;
    private final StatisticsPlaces places;

    /** How often each was published since it was told last, by name. */
    private final TreeMap<String, Integer> untold = new TreeMap<>();

    private @Nullable Remembered remembered;
    private String newest = "";

    private record Remembered(String from) {}

    /**
     * A file as it was at a moment.
     *
     * @param name of the file
     * @param version tells it from what is published under the same name later
     */
    public record Edition(String name, int version) {

        /** The window's start as on the wire, {@code outside} for what is outside of all. */
        public String key() {
            String start = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
            return start.length() < 16
                    ? start
                    : "%s-%s-%sT%s:%s:%s.000000"
                            .formatted(
                                    start.substring(0, 4),
                                    start.substring(4, 6),
                                    start.substring(6, 8),
                                    start.substring(9, 11),
                                    start.substring(11, 13),
                                    start.substring(13, 15));
        }
    }

    public ToldWindows(ResultsFolder folder) {
        this.folder = folder;
        this.places = new StatisticsPlaces(folder);
    }

    /** Those that a former owner left; to be told, as those that are published from now on. */
    public synchronized List<Edition> begin() throws IOException {
        if (remembered != null) {
            return List.of();
        }
        newest = places.newest();
        Path file = file();
        if (!Files.exists(file)) {
            remember(new Remembered(newest + BEHIND)); // former versions told of each at once
            return List.of();
        }
        Remembered found = JSON.readValue(Files.readAllBytes(file), Remembered.class);
        remembered = found;
        places.names(found.from).forEach(name -> untold.put(name, 1));
        return untold();
    }

    /** Those that listeners do not know, in the order of time. */
    public synchronized List<Edition> untold() {
        return untold.entrySet().stream()
                .map(each -> new Edition(each.getKey(), each.getValue()))
                .toList();
    }

    /** Notes that a file will say something new; called before it does. */
    public synchronized Edition publishing(String name) throws IOException {
        begin();
        if (remembered == null || name.compareTo(remembered.from) < 0) {
            remember(new Remembered(name));
        }
        newest = name.compareTo(newest) > 0 ? name : newest;
        return new Edition(name, untold.merge(name, 1, Integer::sum));
    }

    /** The file as one line; null when it is not to be told any more, or a later edition is. */
    public synchronized byte @Nullable [] line(Edition edition) throws IOException {
        if (!Integer.valueOf(edition.version).equals(untold.get(edition.name))) {
            return null;
        }
        byte[] line = places.read(edition.name);
        if (line == null) {
            untold.remove(edition.name); // it is gone
        }
        return line;
    }

    /** Listeners have it. */
    public synchronized void told(Edition edition) {
        untold.remove(edition.name, edition.version);
    }

    /** Notes down how far listeners know, for the next owner. */
    public synchronized void remember() throws IOException {
        Remembered now = new Remembered(untold.isEmpty() ? newest + BEHIND : untold.firstKey());
        if (remembered != null && !now.equals(remembered)) {
            remember(now);
        }
    }

    /** Another process tells. */
    public synchronized void leave() throws IOException {
        remember();
        untold.clear();
        remembered = null;
    }

    private void remember(Remembered now) throws IOException {
        Durable.replace(file(), (JSON.writeValueAsString(now) + "\n").getBytes(StandardCharsets.UTF_8));
        remembered = now;
    }

    private Path file() {
        return folder.commits().resolve("told.json");
    }
}
