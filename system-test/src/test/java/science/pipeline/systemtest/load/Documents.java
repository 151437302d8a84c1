package science.pipeline.systemtest.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * An endless stream of documents, the same for the same seed: mostly good muons whose kinematics close, some that do
 * not, some late, and every fiftieth one bad or unusual, of all kinds in turn.
 */
public final class Documents implements Supplier<Document> {

    private static final Instant START = Instant.parse("2026-01-16T10:00:00Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final double MUON_MASS = 0.1056583755;
    private static final int EVERY_NTH_UNUSUAL = 50;

    private final Random random;
    private final Deque<Document> unusual = new ArrayDeque<>();
    private long id;

    public Documents(long seed) {
        random = new Random(seed);
    }

    @Override
    public Document get() {
        id++;
        String good = good();
        if (id % EVERY_NTH_UNUSUAL != 0) {
            return new Document(good.getBytes(StandardCharsets.UTF_8), Document.ACCEPTED);
        }
        if (unusual.isEmpty()) {
            List<Document> all = BadInput.from(good);
            Collections.shuffle(all, random);
            unusual.addAll(all);
        }
        return unusual.removeFirst();
    }

    private String good() {
        double px = random.nextGaussian() * 30;
        double py = random.nextGaussian() * 30;
        double pz = random.nextGaussian() * 60;
        double energy = Math.sqrt(px * px + py * py + pz * pz + MUON_MASS * MUON_MASS);
        boolean odd = random.nextInt(200) == 0;
        return String.format(
                Locale.ROOT,
                "{\"event_id\":%d,\"timestamp\":\"%s\",\"particle_type\":\"muon\",\"energy_gev\":%.6f,"
                        + "\"momentum_x\":%.6f,\"momentum_y\":%.6f,\"momentum_z\":%.6f,\"detector_id\":\"DET_%03d\","
                        + "\"is_anomaly\":false}",
                id,
                timestamp(),
                odd ? energy * 3 : energy,
                px,
                py,
                pz,
                1 + random.nextInt(20));
    }

    /** A millisecond of event time each; one of a thousand comes two minutes late. */
    private String timestamp() {
        long late = random.nextInt(1000) == 0 ? 120 : 0;
        return LocalDateTime.ofInstant(START.plusMillis(id).minusSeconds(late), ZoneOffset.UTC)
                .format(TIME);
    }
}
