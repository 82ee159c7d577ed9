package dev.headroom.examples.musicstore.web;

import dev.headroom.examples.musicstore.StoreProperties;
import dev.headroom.examples.musicstore.embedded.StoreDirectory;
import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.cursor.CursorCodecs;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Signs the cursors of all lists, with a secret that outlives a restart wherever that is possible. */
@Configuration(proxyBeanMethods = false)
class CursorConfiguration {

    private static final Logger log = LoggerFactory.getLogger(CursorConfiguration.class);

    @Bean
    CursorCodec cursors(StoreProperties properties, ObjectProvider<StoreDirectory> directory) {
        if (properties.cursorSecret() != null) {
            return CursorCodecs.signed(CursorSecret.given(properties.cursorSecret()));
        }
        StoreDirectory own = directory.getIfAvailable();
        if (own != null) {
            Path file = own.file("cursor-secret");
            return CursorCodecs.signed(CursorSecret.keptIn(file));
        }
        log.info("Cursors of this start are refused by the next one: set store.cursor-secret to keep them.");
        return CursorCodecs.signed(CursorSecret.random());
    }
}
