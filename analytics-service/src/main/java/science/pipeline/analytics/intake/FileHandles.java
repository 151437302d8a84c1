package science.pipeline.analytics.intake;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import science.pipeline.dataset.sink.Refusal;

/** Whether the operating system lets this process open as many files as its partitions need. */
final class FileHandles {

    /** All events, anomalies, rejects, windows; each selection has a file of its own. */
    private static final int FILES = 4;

    /** A file is open twice, past the page cache and through it. */
    private static final int HANDLES_OF_A_FILE = 2;

    /** A commit or a takeover of this partition that is under way, with the folders that it forces to disk. */
    private static final int UNDER_WAY = 2;

    /** Connections to brokers, onlookers of the page, libraries, the final dataset. */
    private static final int OTHERS = 64;

    private static final long ROUND = 256;

    /** What a process may open and has open; empty where the system does not say. */
    interface Limit {

        Limit NONE = new Limit() {
            @Override
            public OptionalLong most() {
                return OptionalLong.empty();
            }

            @Override
            public long open() {
                return 0;
            }
        };

        OptionalLong most();

        long open();
    }

    private final Limit limit;
    private final int ofAPartition;

    /** @param selections that have a file */
    FileHandles(Limit limit, int selections) {
        this.limit = limit;
        this.ofAPartition = HANDLES_OF_A_FILE * (FILES + selections) + UNDER_WAY;
    }

    /** That of this process. */
    static Limit ofThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? new Limit() {
                    @Override
                    public OptionalLong most() {
                        return OptionalLong.of(system.getMaxFileDescriptorCount());
                    }

                    @Override
                    public long open() {
                        return system.getOpenFileDescriptorCount();
                    }
                }
                : Limit.NONE;
    }

    /**
     * At the start, for all partitions: each may come to this instance.
     *
     * @throws Refusal when they are too many
     */
    void checkFor(int partitions) {
        long needed = limit.open() + OTHERS + (long) partitions * ofAPartition;
        if (isTooMany(needed)) {
            throw new Refusal(missing(partitions + " partitions", needed));
        }
    }

    /** Before a partition is taken over: more may have come since the start. */
    void checkForOneMore() throws IOException {
        long needed = limit.open() + OTHERS / 2 + ofAPartition;
        if (isTooMany(needed)) {
            throw new IOException(missing("one more partition", needed));
        }
    }

    private boolean isTooMany(long needed) {
        return limit.most().isPresent() && needed > limit.most().getAsLong();
    }

    private String missing(String what, long needed) {
        return "too few file handles: " + what + " (" + ofAPartition + " each) need " + needed
                + " with those that are open already, found a limit of "
                + limit.most().orElseThrow() + ". Raise it before the start: ulimit -n " + advised(needed)
                + " (systemd: LimitNOFILE=, containers: --ulimit nofile=)";
    }

    /** With some to spare: the next start has a few more or fewer open when it counts. */
    private static long advised(long needed) {
        return (needed + OTHERS + ROUND - 1) / ROUND * ROUND;
    }
}
