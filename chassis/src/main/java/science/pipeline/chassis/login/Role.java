package science.pipeline.chassis.login;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import science.pipeline.chassis.web.AdminGate;

/** What somebody may do; each may do what those before it may. */
public enum Role {
    /** Reads the meters: for Prometheus. */
    METRICS,
    /** Looks at everything, and tries menus. */
    VIEWER,
    /** Changes something: rate, pause, final dataset. */
    OPERATOR;

    /** The name of the role, as {@code isUserInRole} wants it. */
    String title() {
        return this == OPERATOR ? AdminGate.OPERATOR : name().toLowerCase(Locale.ROOT);
    }

    /** This role and those before it. */
    List<GrantedAuthority> authorities() {
        return Arrays.stream(values())
                .filter(role -> role.compareTo(this) <= 0)
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.title()))
                .toList();
    }
}
