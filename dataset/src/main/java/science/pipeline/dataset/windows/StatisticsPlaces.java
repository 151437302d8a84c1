package science.pipeline.dataset.windows;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.event.EventTime;
import tools.jackson.core.JacksonException;

/**
 * Where the statistics of windows are: {@code statistics/2026-01-16/statistics_20260116T102340Z.json}, a folder for
 * each day of event time; a day of many small windows is one file, {@code statistics/2026-01-16.jsonl}, a window a
 * line. What is outside of all windows lies in the results folder itself, as all windows of former versions do.
 */
public final class StatisticsPlaces {

    public static final String FOLDER = "statistics";

    private static final String LINES = ".jsonl";
    private static final Pattern NAME =
            Pattern.compile("statistics_((\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})(\\d{2})Z|outside)\\.json");
    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(\\.jsonl)?");

    private final ResultsFolder folder;

    /** Of lines that were read last: windows of a day are asked for one after the other. */
    private @Nullable Version lastRead;

    private Map<String, byte[]> lastLines = Map.of();

    private record Version(String day, @Nullable Object key, long bytes, FileTime modified) {}

    public StatisticsPlaces(ResultsFolder folder) {
        this.folder = folder;
    }

    /** {@code statistics_20260116T102340Z.json}. */
    public static String name(@Nullable String start) {
        String key = start == null
                ? "outside"
                : start.substring(0, 19).replace("-", "").replace(":", "") + "Z";
        return "statistics_" + key + ".json";
    }

    /** Whether a file has the form of a name that is ours. */
    public static boolean isName(String file) {
        return NAME.matcher(file).matches();
    }

    /** The day of a window, {@code 2026-01-16}; empty for what is outside of all. */
    public static String day(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() && parts.group(2) != null
                ? parts.group(2) + "-" + parts.group(3) + "-" + parts.group(4)
                : "";
    }

    /** Where the file of a window belongs, from the results folder on. */
    static String file(String name) {
        String day = day(name);
        return day.isEmpty() ? name : folder(day) + "/" + name;
    }

    /** Where the files of a day belong, from the results folder on. */
    static String folder(String day) {
        return FOLDER + "/" + day;
    }

    /** Where a day of small windows belongs, from the results folder on. */
    static String lines(String day) {
        return FOLDER + "/" + day + LINES;
    }

    /** What is said of a window, as one line; null if nothing is. */
    public byte @Nullable [] read(String name) throws IOException {
        for (String place : List.of(file(name), name)) {
            try {
                return OneLine.of(Files.readAllBytes(folder.file(place)));
            } catch (NoSuchFileException elsewhere) {
                // in one of the others, or nowhere
            }
        }
        return linesOf(day(name)).get(name);
    }

    /** Whether what is said of a window is this, byte for byte: the file, or the same as a line. */
    public boolean isAsWritten(String name, byte[] file) throws IOException {
        for (String place : List.of(file(name), name)) {
            if (Files.exists(folder.file(place))) {
                return Arrays.equals(Files.readAllBytes(folder.file(place)), file);
            }
        }
        return Arrays.equals(linesOf(day(name)).get(name), OneLine.of(file));
    }

    /** The windows of a day that are lines of its file, by name; none where it has no such file. */
    public synchronized Map<String, byte[]> linesOf(String day) throws IOException {
        Path file = folder.file(lines(day));
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Version version = new Version(day, now.fileKey(), now.size(), now.lastModifiedTime());
            if (!version.equals(lastRead)) {
                lastLines = parsed(Files.readAllBytes(file));
                lastRead = version;
            }
            return lastLines;
        } catch (NoSuchFileException none) {
            return Map.of();
        }
    }

    private static Map<String, byte[]> parsed(byte[] all) {
        Map<String, byte[]> lines = new LinkedHashMap<>();
        for (int at = 0, end; at < all.length; at = end + 1) {
            end = at;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            byte[] line = Arrays.copyOfRange(all, at, end);
            lines.put(nameOf(line), line);
        }
        return Collections.unmodifiableMap(lines);
    }

    /** A line that cannot be read stands under a name that no window has. */
    private static String nameOf(byte[] line) {
        try {
            String start =
                    StatisticsJson.MAPPER.readTree(line).path("window_start").asString("");
            return start.length() == EventTime.WRITTEN_LENGTH ? name(start) : "a line without a window";
        } catch (JacksonException unreadable) {
            return "a line that is no JSON";
        }
    }

    /** The files of windows that a day's folder holds, sorted. */
    public List<String> filesOf(String day) throws IOException {
        return Durable.list(folder.file(folder(day))).stream()
                .map(file -> file.getFileName().toString())
                .filter(StatisticsPlaces::isName)
                .sorted()
                .toList();
    }

    /** Removes the folder of a day, unless somebody keeps something there. */
    void removeFolder(String day) throws IOException {
        try {
            Files.deleteIfExists(folder.file(folder(day)));
        } catch (DirectoryNotEmptyException somebodysOwn) {
            // it stays
        }
    }

    /** The files of windows that lie in the results folder itself, sorted. */
    public List<String> filesOfFormerVersions() throws IOException {
        return Durable.list(folder.root()).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> isName(name) && !day(name).isEmpty())
                .sorted()
                .toList();
    }

    /** The days of which something is there, sorted; those of former versions are not among them. */
    public List<String> days() throws IOException {
        TreeSet<String> days = new TreeSet<>();
        for (Path file : Durable.list(folder.file(FOLDER))) {
            Matcher day = DAY.matcher(file.getFileName().toString());
            if (day.matches()) {
                days.add(day.group(1));
            }
        }
        return List.copyOf(days);
    }

    /** What lies in the folder of days and is none, sorted. */
    public List<String> strays() throws IOException {
        return Durable.list(folder.file(FOLDER)).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !DAY.matcher(name).matches())
                .sorted()
                .toList();
    }

    /** Windows of which something is said, from a name on, in the order of time; then what is outside of all. */
    List<String> names(String from) throws IOException {
        TreeSet<String> names = new TreeSet<>(filesOfFormerVersions());
        String firstDay = day(from);
        for (String day : days()) {
            if (day.compareTo(firstDay) >= 0) {
                names.addAll(filesOf(day));
                names.addAll(linesOf(day).keySet());
            }
        }
        if (Files.exists(folder.file(name(null)))) {
            names.add(name(null));
        }
        names.removeIf(name -> name.compareTo(from) < 0);
        return new ArrayList<>(names);
    }

    /** The newest window of which something is said, or what is outside of all; empty if nothing is. */
    String newest() throws IOException {
        if (Files.exists(folder.file(name(null)))) {
            return name(null);
        }
        List<String> days = days();
        String lastDay = days.isEmpty() ? "" : days.get(days.size() - 1);
        List<String> names = names(days.isEmpty() ? "" : "statistics_" + lastDay.replace("-", ""));
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }
}
