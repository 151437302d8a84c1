package science.pipeline.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import science.pipeline.event.ParticleEvent;

/**
 * Muons from the dilepton and four-lepton tables of CMS open data, an event a millisecond, each assigned to one of 16
 * azimuthal sectors as its detector.
 */
final class RecordedMuons {

    private static final long START = 1_768_559_020_000_000L;
    private static final long MICROS_PER_EVENT = 1_000;
    private static final int SECTORS = 16;

    private RecordedMuons() {}

    /** The muons of a table with columns {@code Event, E1, px1, py1, pz1, E2, ...}. */
    static List<ParticleEvent> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.get(0).split(","));
        List<ParticleEvent> events = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            for (int muon = 1; header.contains("E" + muon); muon++) {
                events.add(event(header, cells, muon, events.size()));
            }
        }
        return events;
    }

    private static ParticleEvent event(List<String> header, String[] cells, int muon, int index) {
        double x = number(header, cells, "px" + muon);
        double y = number(header, cells, "py" + muon);
        return new ParticleEvent(
                Long.parseLong(cells[header.indexOf("Event")]),
                START + index * MICROS_PER_EVENT,
                "muon",
                number(header, cells, "E" + muon),
                x,
                y,
                number(header, cells, "pz" + muon),
                sector(x, y),
                false);
    }

    /** The detector that looks into a direction. */
    static String sector(double x, double y) {
        int sector = (int) ((Math.atan2(y, x) / (2 * Math.PI) + 0.5) * SECTORS) % SECTORS;
        return "SECTOR_%02d".formatted(sector);
    }

    private static double number(List<String> header, String[] cells, String column) {
        return Double.parseDouble(cells[header.indexOf(column)]);
    }
}
