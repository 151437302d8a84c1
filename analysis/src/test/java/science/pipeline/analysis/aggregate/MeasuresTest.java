package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.analysis.clock.Timing;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** Statistics of streams that are no particle events, recounted from the rows. */
class MeasuresTest {

    private static final Schema STATION = SchemaYaml.read("station.yml", """
            name: station
            fields:
              at:      {type: time, role: time}
              monitor: {type: name, role: detector}
              temp_c:  {type: number, unit: degC, presence: optional}
              count:   {type: integer, min: 0}
            """);

    private static final StatisticsConfiguration ONE_DAY =
            new StatisticsConfiguration(Duration.ofDays(1), Duration.ofDays(1));

    private record Row(String monitor, @Nullable Double temperature, int count) {

        byte[] json() {
            String temp = temperature == null ? "" : ",\"temp_c\":" + temperature;
            return String.format(
                            Locale.ROOT,
                            "{\"at\":\"2026-03-01T10:00:00\",\"monitor\":\"%s\"%s,\"count\":%d}",
                            monitor,
                            temp,
                            count)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static List<Row> rows(long seed, int size) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double temperature = Math.rint((-3 + 8 * random.nextGaussian()) * 100) / 100;
            rows.add(
                    new Row("m" + random.nextInt(4), random.nextInt(3) == 0 ? null : temperature, random.nextInt(200)));
        }
        return rows;
    }

    /** An aggregator in which all rows fall into one window. */
    private static final class Station {
        final NameTables names = NameTables.of(STATION, 100);
        final EventClock clock;
        Aggregator aggregator;

        Station(StatisticsConfiguration configuration) {
            clock = configuration.newClock();
            aggregator = new Aggregator(configuration, clock, names, List.of());
        }

        Station add(List<Row> rows) {
            StrictDecoder decoder = new StrictDecoder(STATION);
            EventBatch batch = new EventBatch(names);
            Timing timing = new Timing();
            for (int i = 0; i < rows.size(); i++) {
                byte[] json = rows.get(i).json();
                assertThat(decoder.decode(json, 0, json.length, i, batch)).isNull();
                if (batch.isFull() || i + 1 == rows.size()) {
                    clock.judge(batch, timing);
                    boolean[] flagged = new boolean[EventBatch.CAPACITY];
                    aggregator.aggregate(batch, timing, flagged, new boolean[0][], new int[0][]);
                    batch.clear();
                }
            }
            return this;
        }

        void restart(StatisticsConfiguration configuration) throws IOException {
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            aggregator.save(new DataOutputStream(saved));
            aggregator = new Aggregator(configuration, clock, names, List.of());
            aggregator.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        }

        WindowContribution window() {
            return aggregator.openWindows().get(0);
        }
    }

    @Test
    void everyNumberFieldIsMeasuredWhereThereIsNoEnergy() {
        List<Row> rows = rows(1, 5_000);

        WindowStatistics window =
                WindowStatistics.of(List.of(new Station(ONE_DAY).add(rows).window()));

        assertThat(window.totalEvents()).isEqualTo(5_000);
        assertThat(window.distributions()).containsOnlyKeys("monitor_distribution");
        assertThat(window.distributions().get("monitor_distribution"))
                .isEqualTo(rows.stream().collect(Collectors.groupingBy(Row::monitor, Collectors.counting())));
        assertThat(window.measures()).extracting(MeasureStatistics::name).containsExactly("temp_c", "count");
        assertThat(window.measures()).extracting(MeasureStatistics::unit).containsExactly("degC", "");
        assertThat(window.measures().get(0).all().min()).isNegative();
        assertAgrees(window, rows, 1);
    }

    @Test
    void partitionsAddUpAndSavedWindowsAreTheSame() throws IOException {
        List<Row> rows = rows(2, 6_000);
        List<WindowContribution> parts = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            WindowContribution window = new Station(ONE_DAY)
                    .add(rows.subList(part * 2_000, (part + 1) * 2_000))
                    .window();
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            window.save(new DataOutputStream(saved));
            WindowContribution loaded =
                    WindowContribution.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            assertThat(WindowStatistics.of(List.of(loaded))).isEqualTo(WindowStatistics.of(List.of(window)));
            parts.add(loaded);
        }

        assertAgrees(WindowStatistics.of(parts), rows, 3);
        assertThat(WindowStatistics.of(List.of(WindowContribution.sum(parts)))).isEqualTo(WindowStatistics.of(parts));
    }

    @Test
    void aMeasureThatComesOrGoesDoesNotMoveTheOthers() throws IOException {
        List<Row> rows = rows(3, 4_000);
        Station station = new Station(ONE_DAY).add(rows.subList(0, 1_000));
        station.restart(measuring("temp_c"));
        station.add(rows.subList(1_000, 2_000));
        station.restart(measuring("count"));
        station.add(rows.subList(2_000, 4_000));

        WindowStatistics window = WindowStatistics.of(List.of(station.window()));

        assertThat(window.totalEvents()).isEqualTo(4_000);
        assertThat(window.distributions().get("monitor_distribution"))
                .isEqualTo(rows.stream().collect(Collectors.groupingBy(Row::monitor, Collectors.counting())));
        Map<String, MeasureStatistics> measures =
                window.measures().stream().collect(Collectors.toMap(MeasureStatistics::name, measure -> measure));
        assertThat(measures.get("count").all().count()).isEqualTo(3_000);
        assertAgrees(measures.get("temp_c").all(), temperatures(rows.subList(0, 2_000), row -> true), 2);
    }

    @Test
    void withoutAnyNumberEventsAreCountedAllTheSame() {
        Schema doors = SchemaYaml.read("doors.yml", """
                name: doors
                fields:
                  door: {type: name, role: detector}
                """);
        NameTables names = NameTables.of(doors, 10);
        EventClock clock = ONE_DAY.newClock();
        Aggregator aggregator = new Aggregator(ONE_DAY, clock, names, List.of());
        EventBatch batch = new EventBatch(names);
        StrictDecoder decoder = new StrictDecoder(doors);
        for (String door : List.of("north", "south", "north")) {
            byte[] json = ("{\"door\":\"" + door + "\"}").getBytes(StandardCharsets.UTF_8);
            assertThat(decoder.decode(json, 0, json.length, batch.size(), batch))
                    .isNull();
        }
        Timing timing = new Timing();
        clock.judge(batch, timing);
        aggregator.aggregate(batch, timing, new boolean[EventBatch.CAPACITY], new boolean[0][], new int[0][]);

        WindowStatistics window =
                WindowStatistics.of(List.of(aggregator.openWindows().get(0)));

        assertThat(window.totalEvents()).isEqualTo(3);
        assertThat(window.measures()).isEmpty();
        assertThat(window.distributions()).isEqualTo(Map.of("door_distribution", Map.of("north", 2L, "south", 1L)));
    }

    @Test
    void aMeasureThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> measuring("monitor").checked(new Quantities(STATION)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("statistics.measures")
                .hasMessageContaining("temp_c, count");
        assertThatThrownBy(() -> measuring("count", "count"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("each name once");
    }

    private static StatisticsConfiguration measuring(String... measures) {
        return new StatisticsConfiguration(Duration.ofDays(1), Duration.ofDays(1), List.of(), List.of(measures));
    }

    private static void assertAgrees(WindowStatistics window, List<Row> rows, int parts) {
        MeasureStatistics temperature = window.measures().get(0);
        assertAgrees(temperature.all(), temperatures(rows, row -> true), parts);
        MeasureStatistics count = window.measures().get(1);
        assertAgrees(count.all(), counts(rows, row -> true), parts);
        for (MeasureStatistics measure : window.measures()) {
            assertThat(measure.groups()).containsOnlyKeys("by_monitor");
            assertThat(measure.groups().get("by_monitor")).containsOnlyKeys("m0", "m1", "m2", "m3");
        }
        new TreeMap<>(temperature.groups().get("by_monitor"))
                .forEach((name, summary) -> assertAgrees(
                        summary, temperatures(rows, row -> row.monitor().equals(name)), parts));
        new TreeMap<>(count.groups().get("by_monitor"))
                .forEach((name, summary) ->
                        assertAgrees(summary, counts(rows, row -> row.monitor().equals(name)), parts));
    }

    private static double[] temperatures(List<Row> rows, Predicate<Row> belongs) {
        return rows.stream()
                .filter(belongs)
                .map(Row::temperature)
                .filter(Objects::nonNull)
                .mapToDouble(value -> value)
                .toArray();
    }

    private static double[] counts(List<Row> rows, Predicate<Row> belongs) {
        return rows.stream().filter(belongs).mapToDouble(Row::count).toArray();
    }

    /** @param parts of which they are summed up; the sum of one is that of its rows to the last bit */
    private static void assertAgrees(MeasureStatistics.Summary summary, double[] values, int parts) {
        assertThat(summary.count()).isEqualTo(values.length);
        double sum = Arrays.stream(values).reduce(0, Double::sum);
        double mean = sum / values.length;
        assertThat(summary.mean()).isCloseTo(mean, within(parts == 1 ? 0 : 1e-9));
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .reduce(0, Double::sum);
        assertThat(summary.std()).isCloseTo(Math.sqrt(squares / (values.length - 1)), within(1e-6));
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        assertThat(summary.min()).isEqualTo(sorted[0]);
        assertThat(summary.max()).isEqualTo(sorted[sorted.length - 1]);
        assertPercentile(summary.p50(), sorted, 50);
        assertPercentile(summary.p95(), sorted, 95);
        assertPercentile(summary.p99(), sorted, 99);
        assertHistogram(summary.histogram(), values);
    }

    private static void assertPercentile(double percentile, double[] sorted, int percent) {
        double exact = sorted[(int) Math.ceil(percent * sorted.length / 100.0) - 1];
        assertThat(percentile).isCloseTo(exact, within(Math.abs(exact) / 32 + 0x1p-9));
    }

    /** Bins hold their lower edge; below zero they hold their upper one. */
    private static void assertHistogram(MeasureStatistics.Histogram histogram, double[] values) {
        long total = histogram.underflow() + histogram.overflow();
        for (int i = 0; i < histogram.counts().size(); i++) {
            double from = histogram.edges().get(i);
            double to = histogram.edges().get(i + 1);
            assertThat(to).isGreaterThan(from);
            long inside = Arrays.stream(values)
                    .filter(value -> to < 0
                            ? value > from && value <= to
                            : from < 0 ? value > from && value < to : value >= from && value < to)
                    .count();
            assertThat(histogram.counts().get(i)).as("from %s to %s", from, to).isEqualTo(inside);
            total += histogram.counts().get(i);
        }
        assertThat(total).isEqualTo(values.length);
    }
}
