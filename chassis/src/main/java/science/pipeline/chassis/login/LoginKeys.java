package science.pipeline.chassis.login;

import java.util.Map;
import science.pipeline.settings.OwnKeys;

/** The keys that decide who may come in, the same for both services. */
final class LoginKeys implements OwnKeys {

    @Override
    public Map<String, Class<?>> roots() {
        return Map.of("login", Login.class);
    }
}
