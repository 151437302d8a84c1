package science.pipeline.settings;

/** An address and a port as clients and browsers read them. */
public final class HostPort {

    private HostPort() {}

    /** {@code 127.0.0.1:8080}; {@code [::1]:8080}, for the colons of such an address are not that of a port. */
    public static String of(String address, Object port) {
        return host(address) + ":" + port;
    }

    public static String host(String address) {
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }
}
