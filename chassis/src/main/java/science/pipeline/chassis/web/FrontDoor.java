package science.pipeline.chassis.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * How a service may be reached and steered, out of its own keys.
 *
 * @param prefix of those keys, as {@code analytics}
 * @param address that it listens on, as configured
 * @param allowedHosts by which it may be asked beside the loopback's names and its address
 * @param allowOpen whether it may be reached from elsewhere though nobody is asked who they are
 * @param adminEnabled whether the token opens operations that change something
 * @param adminToken that token
 * @param trials ids of endpoints whose write operations change nothing
 */
public record FrontDoor(
        String prefix,
        String address,
        List<HostName> allowedHosts,
        boolean allowOpen,
        boolean adminEnabled,
        String adminToken,
        List<String> trials) {

    /** @throws OpenDoor if anybody could come in from elsewhere, and nobody said that this is meant */
    public void check(boolean login) {
        try {
            check(login, prefix + ".address", InetAddress.getByName(address));
        } catch (UnknownHostException toldElsewhere) {
            // The server cannot listen there, and says so.
        }
    }

    void check(boolean login, String key, InetAddress bound) {
        if (!login && !allowOpen && !bound.isLoopbackAddress()) {
            throw new OpenDoor(key + ": found " + bound.getHostAddress()
                    + ", where other machines come in, and nobody is"
                    + " asked who they are; expected an address such as 127.0.0.1, login.enabled=true, or " + prefix
                    + ".allow-open=true where everybody who gets there may look");
        }
    }

    /** Refuses the start of a service that would be open to everybody. */
    public static final class OpenDoor extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OpenDoor(String sentence) {
            super(sentence);
        }
    }
}
