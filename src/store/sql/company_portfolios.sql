SELECT p.id, p.code, p.name,
       ARRAY(SELECT who.display_name
               FROM app.portfolio_person a JOIN app.person who ON who.id = a.person_id
              WHERE a.portfolio_id = p.id AND (SELECT app.today($1)) BETWEEN a.from_on AND coalesce(a.to_on, 'infinity')
              ORDER BY a.substitute, who.display_name) AS collectors
  FROM app.portfolio p
 WHERE p.company_id = $1 AND p.id = ANY ((SELECT app.my_portfolios())::int[])
 ORDER BY p.code
