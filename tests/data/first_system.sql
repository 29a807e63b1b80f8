-- A made-up database of the first system: its tables as far as they are taken over, two invented people, one week.

CREATE TABLE conversation_sessions (
    id SERIAL PRIMARY KEY,
    user_name VARCHAR(255) NOT NULL,
    session_id VARCHAR(255) UNIQUE NOT NULL,
    started_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    last_activity TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    state VARCHAR(20) DEFAULT 'active',
    message_count INTEGER DEFAULT 0
);
CREATE TABLE conversation_history (
    id SERIAL PRIMARY KEY,
    user_name VARCHAR(255) NOT NULL,
    user_session INTEGER NOT NULL,
    session_id VARCHAR(255) REFERENCES conversation_sessions (session_id) ON DELETE SET NULL,
    message_type VARCHAR(10) NOT NULL CHECK (message_type IN ('voice', 'text')),
    role VARCHAR(20) NOT NULL CHECK (role IN ('user', 'assistant')),
    message TEXT NOT NULL,
    embedding FLOAT8[],
    importance_score REAL DEFAULT 0.5,
    summary TEXT,
    timestamp TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE bot_config (
    id SERIAL PRIMARY KEY,
    key VARCHAR(255) UNIQUE NOT NULL,
    value TEXT,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE persistent_memories (
    id SERIAL PRIMARY KEY,
    user_name VARCHAR(255) NOT NULL,
    category VARCHAR(50) NOT NULL,
    content TEXT NOT NULL,
    extracted_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    session_id VARCHAR(255),
    importance INTEGER DEFAULT 5,
    tags TEXT[],
    active BOOLEAN DEFAULT TRUE,
    event_date DATE,
    event_time TIME
);
CREATE TABLE schedule_events (
    id SERIAL PRIMARY KEY,
    user_name VARCHAR(255) NOT NULL,
    title VARCHAR(500) NOT NULL,
    event_date DATE NOT NULL,
    event_time TIME,
    description TEXT,
    importance INTEGER DEFAULT 5,
    active BOOLEAN DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    reminder_enabled BOOLEAN DEFAULT FALSE,
    reminder_minutes INTEGER DEFAULT 60,
    reminder_sent BOOLEAN DEFAULT FALSE
);
CREATE TABLE entity_mentions (
    id SERIAL PRIMARY KEY,
    user_name VARCHAR(255) NOT NULL,
    entity_text VARCHAR(500) NOT NULL,
    canonical_id VARCHAR(255),
    entity_type VARCHAR(50) NOT NULL,
    message_id INTEGER REFERENCES conversation_history (id) ON DELETE CASCADE,
    confidence REAL DEFAULT 1.0,
    context_info TEXT
);
CREATE TABLE email_user_mappings (
    id SERIAL PRIMARY KEY,
    email_address VARCHAR(255) UNIQUE NOT NULL,
    user_name VARCHAR(255) NOT NULL,
    notes TEXT
);

INSERT INTO conversation_sessions (user_name, session_id, started_at, last_activity, state, message_count) VALUES
    ('Paula', 'Paula_1a2b3c4d_1750000000', '2025-06-15 15:06:40', '2025-06-15 15:20:00', 'idle', 4);
INSERT INTO conversation_history (id, user_name, user_session, session_id, message_type, role, message, timestamp) VALUES
    (1, 'Paula', 7, 'Paula_1a2b3c4d_1750000000', 'voice', 'user', 'My parrot Kiki learned to whistle.', '2025-06-15 15:06:40'),
    (2, 'Paula', 7, 'Paula_1a2b3c4d_1750000000', 'voice', 'assistant', 'What does Kiki whistle?', '2025-06-15 15:06:43'),
    (3, 'Paula', 7, 'Paula_1a2b3c4d_1750000000', 'text', 'user', 'The tune of the ice cream van.', '2025-06-15 15:19:00'),
    (4, 'Paula', 7, 'Paula_1a2b3c4d_1750000000', 'text', 'assistant', 'Then you will never miss it.', '2025-06-15 15:20:00'),
    (5, 'Paula', 9, NULL, 'voice', 'user', 'How is the weather?', '2025-06-17 07:00:00'),
    (6, 'Paula', 9, NULL, 'voice', 'assistant', 'I can''t see outside.', '2025-06-17 07:00:04'),
    (7, 'paula', 9, NULL, 'voice', 'user', 'And tomorrow?', '2025-06-17 07:10:00'),
    (8, 'Paula', 9, NULL, 'voice', 'user', 'Good evening.', '2025-06-17 19:00:00'),
    (9, 'Otto', 11, NULL, 'voice', 'user', 'Wann fährt der Zug nach Köln?', '2025-06-16 22:30:00'),
    (10, 'Otto', 11, NULL, 'voice', 'assistant', '   ', '2025-06-16 22:30:05'),
    (11, '', 12, NULL, 'voice', 'user', 'Who am I?', '2025-06-16 22:31:00');
INSERT INTO persistent_memories
    (user_name, category, content, extracted_at, importance, tags, active, event_date, event_time) VALUES
    ('Paula', 'fact', 'Paula has a parrot called Kiki', '2025-06-15 15:06:50', 7, '{pets}', TRUE, NULL, NULL),
    ('Paula', 'preference', 'Paula likes lemon ice cream', '2025-06-15 15:19:10', 4, NULL, TRUE, NULL, NULL),
    ('Paula', 'fact', 'Paula is tired', '2025-06-15 15:20:10', 1, NULL, FALSE, NULL, NULL),
    ('Otto', 'schedule', 'Train to Cologne', '2025-06-16 22:30:10', 12, NULL, TRUE, '2025-06-20', '09:15'),
    ('null', 'other', 'nothing', '2025-06-16 22:30:10', 5, NULL, TRUE, NULL, NULL);
INSERT INTO schedule_events
    (user_name, title, event_date, event_time, description, importance, active, reminder_enabled, reminder_sent) VALUES
    ('Paula', 'Vet with Kiki', '2099-07-01', '14:30', 'Bring the small cage', 8, TRUE, TRUE, FALSE),
    ('Paula', 'Paula''s birthday', '2099-08-09', NULL, NULL, 5, TRUE, FALSE, FALSE),
    ('Paula', 'Cancelled lunch', '2099-07-02', '12:00', NULL, 5, FALSE, FALSE, FALSE),
    ('Otto', 'Train to Cologne', '2025-06-20', '09:15', NULL, 5, TRUE, FALSE, FALSE);
INSERT INTO entity_mentions (user_name, entity_text, canonical_id, entity_type, message_id, confidence) VALUES
    ('Paula', 'Kiki', 'Kiki', 'OTHER', 1, 0.9),
    ('Paula', 'Kiki', 'Kiki', 'OTHER', 2, 0.9),
    ('Otto', 'Köln', 'Cologne', 'PLACE', 9, 1.0);
INSERT INTO email_user_mappings (email_address, user_name) VALUES ('paula@example.org', 'Paula');
INSERT INTO bot_config (key, value) VALUES
    ('ollama_model', 'llama3.2:latest'),
    ('bot_persona', 'You are a pirate.'),
    ('short_term_memory_limit', '10'),
    ('use_chain_of_thought', 'false');
