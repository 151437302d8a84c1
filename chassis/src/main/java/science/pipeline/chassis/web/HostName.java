package science.pipeline.chassis.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a server is asked: a name or a numeric address, whatever way it is written. No name is ever looked up.
 *
 * @param name in lower case; an address in its one usual form
 * @param address null if it is a name
 */
public record HostName(String name, @Nullable InetAddress address) {

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*\\.?");

    /**
     * Of the configuration: a name or an address, an IPv6 address with or without its brackets.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static HostName of(String written) {
        HostName host = written(written);
        if (!host.isAddress() && !NAME.matcher(written).matches()) {
            throw new IllegalArgumentException("expected a host's name or address, such as lab-pc or 192.168.1.5,"
                    + " without scheme, port and path");
        }
        return host;
    }

    /** Of a Host header: an IPv6 address stands in brackets, and a port may follow. */
    static HostName ofHeader(String header) {
        return written(PORT.matcher(header).replaceFirst(""));
    }

    /** Whatever stands there. */
    static HostName written(String written) {
        InetAddress address = numeric(written);
        String name = written.toLowerCase(Locale.ROOT);
        return address != null
                ? new HostName(address.getHostAddress(), address)
                : new HostName(name.endsWith(".") ? name.substring(0, name.length() - 1) : name, null);
    }

    private static @Nullable InetAddress numeric(String written) {
        boolean six = written.indexOf(':') >= 0;
        if (!six && !IPV4.matcher(written).matches()) {
            return null;
        }
        try {
            // In brackets, what is no address is refused and not looked up.
            return InetAddress.getByName(six && !written.startsWith("[") ? "[" + written + "]" : written);
        } catch (UnknownHostException neither) {
            return null;
        }
    }

    boolean isAddress() {
        return address != null;
    }

    boolean isLoopback() {
        return address == null ? name.equals("localhost") : address.isLoopbackAddress();
    }
}
