package science.pipeline.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a radiation monitor: what the expressions of these tests speak of. */
record Monitor(Map<String, Double> numbers, Map<String, String> names) implements Row {

    static final Scope SCOPE = scope();

    /** 40 counts a minute at 21.5 degrees, indoor, switched on; the pressure is missing, and who maintains it. */
    static final Monitor INDOOR = new Monitor(
            Map.of("cpm", 40.0, "temp_c", 21.5, "lat", -33.9, "on", 1.0, "device.load", 0.5, "E (MeV)", 1200.0),
            Map.of("place", "indoor"));

    private static Scope scope() {
        Map<String, Type> types = new LinkedHashMap<>();
        types.put("cpm", Type.NUMBER);
        types.put("temp_c", Type.NUMBER);
        types.put("lat", Type.NUMBER);
        types.put("pressure", Type.NUMBER);
        types.put("place", Type.NAME);
        types.put("owner", Type.NAME);
        types.put("on", Type.BOOLEAN);
        types.put("calibrated", Type.BOOLEAN);
        types.put("device.load", Type.NUMBER);
        types.put("E (MeV)", Type.NUMBER);
        return new Scope(types);
    }

    @Override
    public double number(String name) {
        return numbers.getOrDefault(name, Double.NaN);
    }

    @Override
    public @Nullable String name(String name) {
        return names.get(name);
    }
}
