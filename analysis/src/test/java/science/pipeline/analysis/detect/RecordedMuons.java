package science.pipeline.analysis.detect;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import science.pipeline.event.ParticleEvent;

/** Muons that the CMS experiment recorded, each assigned to one of 16 azimuthal sectors as its detector. */
final class RecordedMuons {

    static final List<String> FILES = List.of("Zmumu_Run2011A_masses.csv", "peakdata3.csv", "4mu_2012.csv");

    private static final long START = 1_768_559_020_000_000L;
    private static final int SECTORS = 16;

    private RecordedMuons() {}

    /** The file's muons as they stand; skips the test where there are no recorded events. */
    static List<ParticleEvent> read(String file) {
        String folder = System.getProperty("pipeline.data.cms", "");
        assumeFalse(folder.isEmpty(), "needs recorded events: -Dpipeline.data.cms=FOLDER");
        try {
            List<String> lines = Files.readAllLines(Path.of(folder, file));
            List<String> header = List.of(lines.get(0).split(","));
            List<ParticleEvent> events = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                for (int muon = 1; header.contains("E" + muon); muon++) {
                    events.add(event(header, cells, muon, events.size()));
                }
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParticleEvent event(List<String> header, String[] cells, int muon, int index) {
        double phi = number(header, cells, "phi" + muon);
        int sector = Math.min(SECTORS - 1, (int) ((phi + Math.PI) / (2 * Math.PI) * SECTORS));
        return new ParticleEvent(
                Long.parseLong(cells[header.indexOf("Event")]),
                START + index * 1_000L,
                "muon",
                number(header, cells, "E" + muon),
                number(header, cells, "px" + muon),
                number(header, cells, "py" + muon),
                number(header, cells, "pz" + muon),
                String.format("SECTOR_%02d", sector),
                false);
    }

    private static double number(List<String> header, String[] cells, String column) {
        return Double.parseDouble(cells[header.indexOf(column)]);
    }

    /** The event with another energy, printed with six significant digits as its other numbers are. */
    static ParticleEvent withEnergy(ParticleEvent event, double energy) {
        double printed = Double.parseDouble(String.format(java.util.Locale.ROOT, "%.5e", energy));
        return new ParticleEvent(
                event.eventId(),
                event.timestampMicros(),
                event.particleType(),
                printed,
                event.momentumXGev(),
                event.momentumYGev(),
                event.momentumZGev(),
                event.detectorId(),
                event.anomaly());
    }
}
