package science.pipeline.dataset.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.dataset.closing.PartRows;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.CumulativeHistograms;
import science.pipeline.dataset.windows.MergedWindows;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.dataset.windows.StatisticsJson;

/**
 * A dataset in one number: rows with flags, scores and reasons, what each selection holds, rejects, statistics. The
 * same for every host, number of instances, history of commits and names of files; read from what is committed, whether
 * or not the final files were built. Parts are held against their commits on the way.
 *
 * @param hash SHA-256 of the lines of its parts, hexadecimal
 * @param parts each kind of rows by name, then {@code statistics} and {@code histograms}
 */
public record Fingerprint(String hash, List<Part> parts) {

    private static final byte[] LINE_END = {'\n'};

    public Fingerprint {
        parts = List.copyOf(parts);
    }

    /**
     * @param hash SHA-256 of its rows in order of partition and offset, hexadecimal
     * @param rows or windows, or histograms
     */
    public record Part(String name, long rows, String hash) {

        private static Part of(String name, long rows, MessageDigest digest) {
            return new Part(name, rows, HexFormat.of().formatHex(digest.digest()));
        }
    }

    /**
     * Reads all of it.
     *
     * @throws Refusal when there is no dataset, or a damaged one
     */
    public static Fingerprint of(ResultsFolder folder) throws IOException {
        Contents contents = new Contents(folder);
        List<Part> parts = new ArrayList<>();
        for (String kind : contents.kinds()) {
            parts.add(rows(contents, kind));
        }
        contents.expectNoFault();
        parts.add(statistics(contents));
        parts.add(histograms(contents));
        MessageDigest all = Durable.sha256();
        parts.forEach(part -> all.update(
                (part.name() + " " + part.rows() + " " + part.hash() + "\n").getBytes(StandardCharsets.UTF_8)));
        return new Fingerprint(HexFormat.of().formatHex(all.digest()), parts);
    }

    private static Part rows(Contents contents, String kind) {
        MessageDigest digest = Durable.sha256();
        long count = 0;
        if (Kind.isCsv(kind)) {
            digest.update(contents.columns().header());
        }
        for (int partition : contents.partitions()) {
            try (PartRows rows = contents.rows(kind, partition)) {
                for (; rows.next(); count++) {
                    rows.addTo(digest);
                    digest.update(LINE_END);
                }
            }
        }
        return Part.of(kind, count, digest);
    }

    /** As if each window had been written once, when nothing more could come. */
    static byte[] text(List<WindowContribution> window) {
        return StatisticsFiles.file(WindowStatistics.of(window).as(true, 0));
    }

    private static Part statistics(Contents contents) throws IOException {
        MessageDigest digest = Durable.sha256();
        MergedWindows windows = contents.windows();
        long count = 0;
        for (; windows.hasNext(); count++) {
            digest.update(text(windows.next()));
        }
        if (!windows.outside().isEmpty()) {
            digest.update(text(windows.outside()));
        }
        return Part.of("statistics", count, digest);
    }

    private static Part histograms(Contents contents) throws IOException {
        MessageDigest digest = Durable.sha256();
        List<HistogramStatistics> histograms = CumulativeHistograms.of(contents.commits(), List.of()).stream()
                .sorted(Comparator.comparing(HistogramStatistics::name))
                .toList();
        for (HistogramStatistics histogram : histograms) {
            digest.update(StatisticsJson.bytes(histogram));
        }
        return Part.of("histograms", histograms.size(), digest);
    }
}
