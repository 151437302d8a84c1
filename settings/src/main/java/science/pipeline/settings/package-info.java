/**
 * How a configuration is read, by every part alike: names and values are taken as they are written or refused in a
 * sentence that names key, found, expected and place. May import Spring Boot; knows no part, which tell it their keys
 * through {@link science.pipeline.settings.OwnKeys}.
 */
@NullMarked
package science.pipeline.settings;

import org.jspecify.annotations.NullMarked;
