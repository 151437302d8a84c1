package science.pipeline.analytics.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * The name of one process of a group, by which others know it: its machine, or its container, and its port. It stands
 * in the commits before what makes an owner unique.
 */
record Instance(String name) {

    private static final String BEFORE_UNIQUE = "~";

    /** This process. */
    static Instance here(int port) {
        return new Instance(host().replaceAll("[^A-Za-z0-9._-]", "-") + "_" + port);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** A name that nobody else has, fit for the name of a file. */
    String newOwner() {
        return name + BEFORE_UNIQUE + UUID.randomUUID();
    }

    /** The name of an owner's instance; all of it where a former version wrote it. */
    static String of(String owner) {
        int end = owner.indexOf(BEFORE_UNIQUE);
        return end < 0 ? owner : owner.substring(0, end);
    }
}
