package dev.headroom.projection.jackson;

import tools.jackson.core.JsonGenerator;

/** What stands around rows. */
enum Framing {
    ARRAY {
        @Override
        void begin(JsonGenerator json) {
            json.writeStartArray();
        }

        @Override
        void endRow(JsonGenerator json) {}

        @Override
        void complete(JsonGenerator json, long rows) {
            json.writeEndArray();
        }

        @Override
        String error(String code, long rows) {
            return "";
        }
    },

    NDJSON {
        @Override
        void begin(JsonGenerator json) {}

        @Override
        void endRow(JsonGenerator json) {
            json.writeRaw('\n');
        }

        @Override
        void complete(JsonGenerator json, long rows) {
            json.writeRaw("{\"@end\":{\"rows\":" + rows + "}}\n");
        }

        @Override
        String error(String code, long rows) {
            return "{\"@error\":{\"code\":\"" + code + "\",\"rows\":" + rows + "}}\n";
        }
    };

    abstract void begin(JsonGenerator json);

    abstract void endRow(JsonGenerator json);

    abstract void complete(JsonGenerator json, long rows);

    /** What follows the last whole row, in ASCII. */
    abstract String error(String code, long rows);
}
