package science.pipeline.formats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Units as people write them beside the names of columns, and as they are written properly. */
public final class Units {

    /** Properly written, then what is taken for it in any case, with bars between. */
    private static final String[][] KNOWN = {
        {"eV", "ev"},
        {"keV", "kev"},
        {"MeV", "mev"},
        {"GeV", "gev|gev/c|gev/c2|gev/c^2"},
        {"TeV", "tev"},
        {"V", "v|volt|volts"},
        {"mV", "mv"},
        {"uV", "uv|µv|μv"},
        {"A", "amp|amps|ampere"},
        {"mA", "ma"},
        {"W", "watt|watts"},
        {"kW", "kw"},
        {"s", "s|sec|secs|second|seconds"},
        {"ms", "ms|msec|millis"},
        {"us", "us|usec|µs|μs|micros"},
        {"ns", "ns|nsec|nanos"},
        {"min", "min|mins|minutes"},
        {"h", "h|hr|hrs|hours"},
        {"degC", "c|degc|deg c|°c|celsius|deg_c"},
        {"degF", "f|degf|°f|fahrenheit"},
        {"K", "k|kelvin"},
        {"hPa", "hpa|mbar|mb"},
        {"Pa", "pa"},
        {"kPa", "kpa"},
        {"bar", "bar"},
        {"Hz", "hz"},
        {"kHz", "khz"},
        {"MHz", "mhz"},
        {"GHz", "ghz"},
        {"m", "m|meters|metres|meter"},
        {"mm", "mm"},
        {"cm", "cm"},
        {"um", "um|µm|μm"},
        {"nm", "nm"},
        {"km", "km"},
        {"nmi", "nmi"},
        {"ft", "ft|feet"},
        {"m/s", "m/s|m_per_s|mps|ms-1|m s-1"},
        {"km/h", "km/h|kmh|kph"},
        {"kn", "kn|kt|kts|knots"},
        {"deg", "deg|°|degt|degrees|degree"},
        {"rad", "rad|radian|radians"},
        {"%", "%|pct|percent"},
        {"1/s", "cps|hz_rate|1/s|s-1"},
        {"1/min", "cpm|1/min|counts/min"},
        {"uSv/h", "usv_per_h|usv/h|usvh|µsv/h|μsv/h|usv_h"},
        {"mSv", "msv"},
        {"uSv", "usv|µsv"},
        {"nGy/h", "ngy/h|ngy_per_h"},
        {"Bq", "bq"},
        {"Bq/m3", "bq/m3|bq/m^3|bq_m3"},
        {"nT", "nt"},
        {"uT", "ut|µt"},
        {"T", "tesla"},
        {"ppm", "ppm"},
        {"ppb", "ppb"},
        {"ug/m3", "ug/m3|µg/m3|ug/m^3|µg/m³|μg/m³|ug_m3"},
        {"g", "g|gram|grams"},
        {"kg", "kg"},
        {"lux", "lux|lx"},
        {"dB", "db"},
        {"dBm", "dbm"},
        {"Jy", "jy"},
        {"mag", "mag"},
        {"pC", "pc"},
        {"W/m2", "w/m2|w/m^2|w_per_m2|w/m²"},
        {"g/cm2", "g/cm2|g/cm^2"},
        {"cm", "cm"},
        {"counts", "counts|count|cts"},
    };

    private static final Map<String, String> BY_WORD = byWord();
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile(
            "[A-Za-z%°µμΩ]{1,5}|(?=.*[/^*²³%°])[A-Za-z%°µμΩ][A-Za-z0-9%°µμΩ²³/*^._ -]{0,15}|1/[A-Za-z0-9^]{1,8}");

    private Units() {}

    private static Map<String, String> byWord() {
        Map<String, String> byWord = new HashMap<>();
        for (String[] unit : KNOWN) {
            Arrays.stream(unit[1].split("\\|")).forEach(word -> byWord.put(word, unit[0]));
        }
        return byWord;
    }

    /** The unit that a word means, or null if it is none that is known. */
    public static @Nullable String find(String word) {
        return BY_WORD.get(word.strip().toLowerCase(Locale.ROOT));
    }

    /** The unit in a text that stands where a unit would: the known one, or the text as it is; null if it is none. */
    public static @Nullable String inBrackets(String text) {
        String known = find(text);
        return known != null ? known : LOOKS_LIKE_ONE.matcher(text).matches() ? text : null;
    }
}
