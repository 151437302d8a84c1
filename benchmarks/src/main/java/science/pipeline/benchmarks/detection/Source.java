package science.pipeline.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/**
 * Clean streams out of events that CMS has recorded. Few are: each is drawn with replacement, turned around the beam by
 * any angle, its momentum scaled by 1 ± 2 % (one standard deviation), so that no event repeats; its energy follows from
 * momentum and mass, all with six digits. Collisions come as a Poisson process, 500 a second; their particles share
 * event id and time, and go to 16 azimuthal sectors, their detectors.
 */
enum Source {
    /** Muons of the Z boson's and the upsilon's region, two a collision. */
    DIMUONS("Zmumu_Run2011A_masses.csv", "peakdata3.csv"),
    /** Muons of four-lepton candidates, four a collision. */
    FOUR_MUONS("4mu_2012.csv"),
    /** The same momenta as those of dimuons, as electrons. */
    ELECTRONS("Zmumu_Run2011A_masses.csv"),
    /** Dimuons whose energies have a resolution of 3 %. */
    SMEARED("Zmumu_Run2011A_masses.csv", "peakdata3.csv"),
    /** Smeared ones of which the momenta are not known. */
    WITHOUT_MOMENTA("Zmumu_Run2011A_masses.csv", "peakdata3.csv");

    private static final Schema NO_MOMENTA = SchemaYaml.read("calorimeter.yml", """
            name: calorimeter
            fields:
              event_id:      {type: integer, role: event_id}
              timestamp:     {type: time, role: time}
              particle_type: {type: name, role: particle_type}
              energy_gev:    {type: number, role: energy, unit: GeV}
              detector_id:   {type: name, role: detector}
            """);

    private static final double ELECTRON_MASS = 0.00051099895;
    private static final double MUON_MASS = 0.1056583755;
    private static final double SCALE = 0.02;
    private static final double RESOLUTION = 0.03;
    private static final double MICROS_BETWEEN = 2_000;
    private static final long START = 1_768_559_020_000_000L;

    private final List<String> tables;

    Source(String... tables) {
        this.tables = List.of(tables);
    }

    boolean hasMomenta() {
        return this != WITHOUT_MOMENTA;
    }

    /** By which its events are read. */
    Schema schema() {
        return hasMomenta() ? Schema.byDefault() : NO_MOMENTA;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** An endless stream. */
    Stream stream(Path folder, long seed) throws IOException {
        List<ParticleEvent> recorded = new ArrayList<>();
        for (String table : tables) {
            recorded.addAll(RecordedMuons.read(folder.resolve(table)));
        }
        return new Stream(recorded, this == FOUR_MUONS ? 4 : 2, seed);
    }

    List<ParticleEvent> events(Path folder, int count, long seed) throws IOException {
        Stream stream = stream(folder, seed);
        List<ParticleEvent> events = new ArrayList<>(count);
        while (events.size() < count) {
            events.add(stream.next());
        }
        return events;
    }

    /** Draws collisions. */
    final class Stream {
        private final List<ParticleEvent> recorded;
        private final int particles;
        private final Random random;
        private long number;
        private double micros;
        private int first;

        Stream(List<ParticleEvent> recorded, int particles, long seed) {
            this.recorded = recorded;
            this.particles = particles;
            random = new Random(seed);
        }

        ParticleEvent next() {
            int particle = (int) (number % particles);
            if (particle == 0) {
                first = random.nextInt(recorded.size() / particles) * particles;
                micros -= MICROS_BETWEEN * Math.log(1 - random.nextDouble());
            }
            long collision = number++ / particles;
            return turned(recorded.get(first + particle), 1_000_000 + collision);
        }

        private ParticleEvent turned(ParticleEvent event, long id) {
            double phi = 2 * Math.PI * random.nextDouble();
            double scale = 1 + SCALE * random.nextGaussian();
            double x = print(scale * (Math.cos(phi) * event.momentumXGev() - Math.sin(phi) * event.momentumYGev()));
            double y = print(scale * (Math.sin(phi) * event.momentumXGev() + Math.cos(phi) * event.momentumYGev()));
            double z = print(scale * event.momentumZGev());
            boolean isElectron = Source.this == ELECTRONS;
            double mass = isElectron ? ELECTRON_MASS : MUON_MASS;
            double energy = Math.sqrt(x * x + y * y + z * z + mass * mass);
            if (Source.this == SMEARED || Source.this == WITHOUT_MOMENTA) {
                energy *= 1 + RESOLUTION * random.nextGaussian();
            }
            return new ParticleEvent(
                    id,
                    START + (long) micros,
                    isElectron ? "electron" : "muon",
                    print(energy),
                    x,
                    y,
                    z,
                    RecordedMuons.sector(x, y),
                    false);
        }

        private static double print(double value) {
            return Printing.SIX_DIGITS.print(value);
        }
    }
}
