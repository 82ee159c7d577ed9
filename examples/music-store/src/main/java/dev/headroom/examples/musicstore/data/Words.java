package dev.headroom.examples.musicstore.data;

import java.util.SplittableRandom;

/** Words that names are put together from. Some of them have letters beyond ASCII, as names have. */
final class Words {

    static final String[] GENRES = {
        "Rock",
        "Jazz",
        "Metal",
        "Alternative & Punk",
        "Rock And Roll",
        "Blues",
        "Latin",
        "Reggae",
        "Pop",
        "Soundtrack",
        "Bossa Nova",
        "Easy Listening",
        "Heavy Metal",
        "R&B/Soul",
        "Electronica/Dance",
        "World",
        "Hip Hop/Rap",
        "Science Fiction",
        "TV Shows",
        "Sci Fi & Fantasy",
        "Drama",
        "Comedy",
        "Alternative",
        "Classical",
        "Opera"
    };

    static final String[] MEDIA_TYPES = {
        "MPEG audio file",
        "Protected AAC audio file",
        "Protected MPEG-4 video file",
        "Purchased AAC audio file",
        "AAC audio file"
    };

    static final String[] PLAYLISTS = {
        "Music",
        "Films",
        "Evenings",
        "Spoken Word",
        "Nineties",
        "TV Shows",
        "On the Road",
        "Kitchen",
        "Sunday Morning",
        "Brazilian Music",
        "Strings",
        "Classical 101",
        "Long Walks",
        "Grunge",
        "Heavy Classics",
        "Live Recordings",
        "Rain",
        "On-The-Go 1"
    };

    static final String[] FIRST = {
        "Ana", "Björn", "Chloé", "Daan", "Elif", "Fatima", "Gustav", "Hana", "Ilya", "Jürgen", "Kaito", "Luís", "Mwana",
        "Noor", "Olga", "Pádraig", "Quinn", "Rosa", "Søren", "Tomáš", "Uma", "Vera", "Wren", "Ximena", "Yusuf", "Zoë"
    };

    static final String[] LAST = {
        "Almeida",
        "Brandt",
        "Czerny",
        "Dubois",
        "Eriksen",
        "Ferrari",
        "Gonçalves",
        "Hansen",
        "Ivanova",
        "Jansen",
        "Köhler",
        "Larsson",
        "Müller",
        "Novák",
        "O’Reilly",
        "Peeters",
        "Quist",
        "Rossi",
        "Sato",
        "Tremblay",
        "Ueda",
        "Vargas",
        "Wójcik",
        "Xu",
        "Young",
        "Zimmermann"
    };

    /** City and country. */
    static final String[][] PLACES = {
        {"Amsterdam", "Netherlands"},
        {"Berlin", "Germany"},
        {"Brno", "Czech Republic"},
        {"Buenos Aires", "Argentina"},
        {"Delhi", "India"},
        {"Dublin", "Ireland"},
        {"Göteborg", "Sweden"},
        {"Lisboa", "Portugal"},
        {"Lyon", "France"},
        {"Montréal", "Canada"},
        {"Oslo", "Norway"},
        {"Porto Alegre", "Brazil"},
        {"Roma", "Italy"},
        {"Santiago", "Chile"},
        {"Seattle", "USA"},
        {"Stuttgart", "Germany"},
        {"Sydney", "Australia"},
        {"Warszawa", "Poland"}
    };

    static final String[] STREETS = {
        "Harbour Street",
        "Rue des Lilas",
        "Lindenallee",
        "Calle Mayor",
        "Storgata",
        "Mill Lane",
        "Via Roma",
        "Rua Direita"
    };

    private static final String[] ADJECTIVES = {
        "Amber",
        "Blue",
        "Broken",
        "Crooked",
        "Distant",
        "Electric",
        "Empty",
        "Endless",
        "Faded",
        "Golden",
        "Hollow",
        "Hidden",
        "Indigo",
        "Last",
        "Late",
        "Little",
        "Lonely",
        "Lost",
        "Midnight",
        "Northern",
        "Old",
        "Open",
        "Paper",
        "Quiet",
        "Restless",
        "Second",
        "Secret",
        "Silver",
        "Slow",
        "Sweet",
        "Tender",
        "Thin",
        "Velvet",
        "Wild",
        "Winter"
    };

    private static final String[] NOUNS = {
        "Avenue", "Bell", "Bird", "Bridge", "Café", "Candle", "Carousel", "City", "Cloud", "Coast", "Crossing",
                "Dancer",
        "Door", "Ember", "Fever", "Fire", "Garden", "Ghost", "Harbour", "Heart", "Highway", "Horizon", "Lantern",
                "Letter",
        "Light", "Mirror", "Moon", "Morning", "Mountain", "Ocean", "Radio", "Rain", "River", "Road", "Saudade",
                "Shadow",
        "Signal", "Sky", "Stone", "Storm", "Street", "Summer", "Train", "Valley", "Voice", "Wheel", "Window", "Wolf"
    };

    private static final String[] ENDINGS = {" (Live)", " (Acoustic)", " (Reprise)", ", Pt. 2", " (Remix)"};

    private Words() {}

    static String pick(SplittableRandom random, String[] words) {
        return words[random.nextInt(words.length)];
    }

    /** A title of one to five words. Titles repeat, as they do in a real catalogue. */
    static String title(SplittableRandom random) {
        String noun = pick(random, NOUNS);
        String ending = random.nextInt(8) == 0 ? pick(random, ENDINGS) : "";
        return switch (random.nextInt(6)) {
            case 0 -> noun + ending;
            case 1 -> "The " + pick(random, ADJECTIVES) + " " + noun + ending;
            case 2 -> noun + " of the " + pick(random, ADJECTIVES) + " " + pick(random, NOUNS) + ending;
            case 3 -> pick(random, ADJECTIVES) + " " + noun + " " + (1 + random.nextInt(99));
            default -> pick(random, ADJECTIVES) + " " + noun + ending;
        };
    }

    static String band(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> "The " + pick(random, ADJECTIVES) + " " + pick(random, NOUNS) + "s";
            case 1 -> person(random);
            default -> pick(random, NOUNS) + " & " + pick(random, NOUNS);
        };
    }

    static String person(SplittableRandom random) {
        return pick(random, FIRST) + " " + pick(random, LAST);
    }
}
