package science.pipeline.benchmarks.plain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A partition's events: all of them to one file, those of 100 GeV and more to another, those labelled to a third, and
 * statistics by particle type. No commits, no detection, no books.
 */
final class PlainFiles {

    private static final double HIGH_ENERGY_GEV = 100;
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    private static final String[] HEADER = {
        "event_id",
        "timestamp",
        "particle_type",
        "energy_gev",
        "momentum_x",
        "momentum_y",
        "momentum_z",
        "detector_id",
        "is_anomaly",
        "kafka_partition",
        "kafka_offset"
    };

    private static final Map<Integer, PlainFiles> BY_PARTITION = new ConcurrentHashMap<>();

    private final CSVPrinter all;
    private final CSVPrinter highEnergy;
    private final CSVPrinter anomalies;
    private final Map<String, DoubleSummaryStatistics> energies = new HashMap<>();

    private PlainFiles(Path folder, int partition) {
        all = open(folder, "all_events", partition);
        highEnergy = open(folder, "high_energy_events", partition);
        anomalies = open(folder, "anomalies", partition);
    }

    /** The files of a partition; each is written by one thread at a time. */
    static PlainFiles of(Path folder, int partition) {
        return BY_PARTITION.computeIfAbsent(partition, absent -> new PlainFiles(folder, partition));
    }

    private static CSVPrinter open(Path folder, String name, int partition) {
        try {
            Path file = folder.resolve("%s_p%02d.csv".formatted(name, partition));
            CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file), FORMAT);
            printer.printRecord((Object[]) HEADER);
            return printer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void write(ConsumerRecord<byte[], PlainEvent> record) {
        PlainEvent event = record.value();
        try {
            print(all, event, record);
            if (event.energyGev() >= HIGH_ENERGY_GEV) {
                print(highEnergy, event, record);
            }
            if (event.anomaly()) {
                print(anomalies, event, record);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        energies.computeIfAbsent(event.particleType(), first -> new DoubleSummaryStatistics())
                .accept(event.energyGev());
    }

    private static void print(CSVPrinter printer, PlainEvent event, ConsumerRecord<?, ?> record) throws IOException {
        printer.printRecord(
                event.eventId(),
                event.timestamp(),
                event.particleType(),
                event.energyGev(),
                event.momentumX(),
                event.momentumY(),
                event.momentumZ(),
                event.detectorId(),
                event.anomaly(),
                record.partition(),
                record.offset());
    }

    static void flushAll() {
        for (PlainFiles files : BY_PARTITION.values()) {
            files.flush();
        }
    }

    /** Hands what was written to the operating system, as ordinary programs do at the end of a batch. */
    void flush() {
        try {
            all.flush();
            highEnergy.flush();
            anomalies.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
