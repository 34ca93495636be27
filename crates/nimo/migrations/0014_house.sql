-- Figures of other towns lie beside one's own; one's own lists and papers are found without looking at them.
-- Both engines read this file.
create index indicator_value_house on indicator_value (office, id) where area in ('own', 'prefecture');
